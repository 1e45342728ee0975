/** Which values of Secrets the user has agreed to see, in this session: each is asked for by itself. */
import * as vscode from 'vscode';
import type { ValueTarget } from '../../../server/src/protocol.js';
import { type ValueAddress, valueKey } from './valueUri.js';

const show = 'Show';

export class RevealedSecrets {
  readonly #revealed = new Set<string>();

  isHidden(address: ValueAddress): boolean {
    return address.target.kind === 'Secret' && !this.#revealed.has(valueKey(address));
  }

  /** Whether the value may be shown, if need be after asking. */
  async reveal(address: ValueAddress): Promise<boolean> {
    if (!this.isHidden(address)) return true;
    const answer = await vscode.window.showWarningMessage(
      `Show the value of ${address.target.key} in ${secret(address.target)}?`,
      {
        modal: true,
        detail:
          'It opens as plain text. Changes that are not saved yet are kept by VS Code in its backup folder on this computer, as those of any file.',
      },
      show,
    );
    if (answer !== show) return false;
    this.#revealed.add(valueKey(address));
    return true;
  }
}

function secret({ name }: ValueTarget): string {
  return name === '' ? 'this Secret' : `Secret ${name}`;
}
