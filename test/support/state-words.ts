/** Words that stand for a state, where the code compares, asks for or stores it. Read by the compiler, not by a pattern. */
import path from 'node:path';
import * as syntax from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

export function stateWordsIn(files: readonly string[], words: ReadonlySet<string>): string[] {
  const api = new API();
  try {
    const project = path.resolve('tsconfig.json');
    const { program } = api.updateSnapshot({ openProjects: [project] }).getProject(project)!;
    return files.flatMap((file) => {
      const read = program.getSourceFile(path.resolve(file))!;
      return wordsOf(read, words).map((node) => `${file}:${lineOf(read, node)} ${node.parent.getText(read)}`);
    });
  } finally {
    api.close();
  }
}

const lineOf = (file: syntax.SourceFile, node: syntax.Node) =>
  file.text.slice(0, node.getStart(file)).split('\n').length;

function wordsOf(file: syntax.SourceFile, words: ReadonlySet<string>): syntax.Node[] {
  const found: syntax.Node[] = [];
  const walk = (node: syntax.Node): void => {
    if (syntax.isStringLiteral(node) && words.has(node.text) && isOfState(node)) found.push(node);
    node.forEachChild(walk);
  };
  walk(file);
  return found;
}

/** Whether something called state is compared with it, or is it in a document, a filter, an update or a type. */
function isOfState(word: syntax.Node): boolean {
  for (let [node, above] = [word, word.parent]; above; [node, above] = [above, above.parent]) {
    if (syntax.isPropertyAssignment(above) || syntax.isPropertySignatureDeclaration(above)) {
      // `{ state: { $in: ['draft'] } }`: the operator stands between.
      if (!nameOf(above.name).startsWith('$')) return isState(nameOf(above.name)) && !isReply(above);
    } else if (syntax.isBinaryExpression(above)) {
      if (isState(nameOf(above.left === node ? above.right : above.left))) return true;
    } else if (syntax.isCallExpression(above)) {
      if (isOfTable(above.expression)) return false;
      if (above.arguments.some((argument) => isState(nameOf(argument)))) return true;
    } else if (syntax.isSwitchStatement(above)) return isState(nameOf(above.expression));
    else if (syntax.isStatement(above) || syntax.isArrowFunction(above)) return false;
  }
  return false;
}

/** `applicationStates.is('draft', …)`: the word is the name of a set, or of an act. */
const isOfTable = (callee: syntax.Node): boolean =>
  syntax.isPropertyAccessExpression(callee) && nameOf(callee.expression).endsWith('States');

/** `res.json({ state: 'refused' })`: what a page's own program is told is nobody's stored state. */
const isReply = ({ parent }: syntax.Node): boolean =>
  syntax.isCallExpression(parent.parent) && nameOf(parent.parent.expression) === 'json';

const isState = (name: string): boolean => /(^|[a-z.])[sS]tate$/.test(name);

/** `state` of `state`, `'state'`, `one.state`, `one?.state`. */
function nameOf(node: syntax.Node): string {
  if (syntax.isPropertyAccessExpression(node)) return nameOf(node.name);
  return syntax.isIdentifier(node) || syntax.isStringLiteral(node) ? node.text : '';
}
