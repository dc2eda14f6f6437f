import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { documents, ROOT } from './documents';

interface Example {
  readonly document: string;
  /** The line of the document on which it begins. */
  readonly line: number;
  readonly code: string;
}

/** The TypeScript examples of a document, each a module of its own. */
function examplesOf(document: string): Example[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    document,
    line: text.slice(0, match.index).split('\n').length + 1,
    code: match[1],
  }));
}

const pathOf = ({ document, line }: Example) => join(ROOT, `${document}-line-${line}.ts`);

/** A program of modules that stand in the workspace and on no disk. */
function compile(examples: readonly Example[]): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const settings: ts.CompilerOptions = { ...options, types: ['node'], noEmit: true };
  const code = new Map(examples.map((example) => [pathOf(example), example.code]));
  const host = ts.createCompilerHost(settings);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (path) => code.has(path) || fileExists(path);
  host.readFile = (path) => code.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = code.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target);
  };
  return ts.createProgram([...code.keys()], settings, host);
}

describe('the TypeScript examples', () => {
  const examples = documents.flatMap(examplesOf);
  const wrong: Example = {
    document: 'wrong',
    line: 0,
    code: "import { createCalls } from '@holdfast/call-engine';\ncreateCalls();\n",
  };
  let program: ts.Program;

  beforeAll(() => {
    program = compile([...examples, wrong]);
  }, 120_000);

  const faults = (example: Example) => {
    const source = program.getSourceFile(pathOf(example));
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  };

  it('are there', () => {
    expect(examples.filter(({ document }) => document === 'docs/extending.md').length).toBeGreaterThanOrEqual(5);
    expect(program.getOptionsDiagnostics()).toEqual([]);
  });

  it.each(examples)(
    'compile: the one on line $line of $document',
    (example) => {
      expect(faults(example)).toEqual([]);
    },
    120_000,
  );

  it('would not compile with a name that the libraries do not have', () => {
    expect(faults(wrong)).toEqual([expect.stringContaining("no exported member named 'createCalls'")]);
  }, 120_000);
});
