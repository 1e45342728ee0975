// @ts-check
/** Reads TypeScript declarations: classes, interfaces, their members and comments. Knows nothing of Kubernetes. */

import ts from 'typescript';

/**
 * @typedef {{ name: string, optional: boolean, type: ts.TypeNode, description: string, tags: Map<string, string> }} Member
 * @typedef {{ name: string, description: string, tags: Map<string, string>, members: Member[] }} Declaration
 */

/** @param {string} text @returns {{ declarations: Declaration[], source: ts.SourceFile }} */
export function readDeclarations(text) {
  const source = ts.createSourceFile('source.d.ts', text, ts.ScriptTarget.Latest, false);
  /** @type {Declaration[]} */
  const declarations = [];
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement) && !ts.isClassDeclaration(statement)) continue;
    if (!statement.name) continue;
    declarations.push({ name: statement.name.text, ...commentOf(statement), members: membersOf(statement) });
  }
  return { declarations, source };
}

/** @param {ts.InterfaceDeclaration | ts.ClassDeclaration} statement @returns {Member[]} */
function membersOf(statement) {
  /** @type {Member[]} */
  const members = [];
  for (const member of statement.members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    const isStatic = member.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.StaticKeyword);
    if (isStatic || !member.type) continue;
    if (!ts.isIdentifier(member.name) && !ts.isStringLiteral(member.name)) continue;
    members.push({
      name: member.name.text,
      optional: member.questionToken !== undefined,
      type: member.type,
      ...commentOf(member),
    });
  }
  return members;
}

/** @param {ts.Node} node @returns {{ description: string, tags: Map<string, string> }} */
function commentOf(node) {
  const comment = /** @type {{ jsDoc?: ts.JSDoc[] }} */ (/** @type {unknown} */ (node)).jsDoc?.at(-1);
  const tags = new Map(
    (comment?.tags ?? []).map(tag => [tag.tagName.text, (ts.getTextOfJSDocComment(tag.comment) ?? '').trim()]),
  );
  return { description: (ts.getTextOfJSDocComment(comment?.comment) ?? '').trim(), tags };
}

/** @param {ts.TypeNode} type @returns {string[]} the names of all types that it mentions */
export function typeNamesIn(type) {
  /** @type {string[]} */
  const names = [];
  /** @param {ts.Node} node */
  const visit = node => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.push(node.typeName.text);
    ts.forEachChild(node, visit);
  };
  visit(type);
  return names;
}
