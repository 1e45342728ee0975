// @ts-check
/** Builds what is shipped, as it is shipped, and the tests. */
import { build } from '../build.mjs';

await build({ minify: true });
