/**
 * The client of kclpy's language server, and the commands that need a terminal or a preview.
 *
 * Everything that is known about a program is known by the server: `kclpy lsp`.
 */

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const previews = new Previews();
  const command = (name: string, action: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, action));

  context.subscriptions.push(
    previews,
    vscode.workspace.registerTextDocumentContentProvider(Previews.scheme, previews),
    vscode.workspace.onDidSaveTextDocument((document) => previews.saved(document)),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("kclpy.path")) {
        await restart();
      }
    }),
  );
  command("kclpy.restart", restart);
  command("kclpy.showLog", () => client?.outputChannel.show());
  command("kclpy.run", (uri?: string) => inTerminal(uri, (file) => ["run", file]));
  command("kclpy.test", (uri?: string, name?: string) =>
    inTerminal(uri, (file) => ["test", path.dirname(file), ...(name ? ["--run", `^${name}$`] : [])]),
  );
  command("kclpy.preview", (uri?: string) => previews.open(fileOf(uri)));
  command("kclpy.moveToFile", moveToFile);
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  const executable = kclpy();
  const server: ServerOptions = { command: executable, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "kcl" },
      { pattern: "**/kcl.mod" },
      { pattern: "**/kcl.yaml" },
      // Data that kcl.mod holds to schemas; about others the server says nothing.
      ...["yaml", "json", "toml"].map((language) => ({ language, scheme: "file" })),
    ],
    // Those that have a place of their own here; the server carries out none of them.
    initializationOptions: { commands: ["kclpy.run", "kclpy.test", "kclpy.preview"] },
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.k,kcl.mod,kcl.yaml,kcl.mod.lock}"),
    },
  };
  client = new LanguageClient("kclpy", "KCL", server, options);
  try {
    await client.start();
  } catch {
    await offerHelp(executable);
  }
}

async function restart(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.stop().catch(() => undefined);
  await start();
}

async function offerHelp(executable: string): Promise<void> {
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `The KCL language server does not start: is '${executable}' installed? ` +
      "pip install 'kclpy-lang[lsp]' installs it; the setting kclpy.path tells where it is.",
    settings,
  );
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "kclpy.path");
  }
}

function kclpy(): string {
  return vscode.workspace.getConfiguration("kclpy").get("path") || "kclpy";
}

/** Return the file that a command is about: the one it names, or the one being edited. */
function fileOf(uri?: string): vscode.Uri | undefined {
  return uri ? vscode.Uri.parse(uri) : vscode.window.activeTextEditor?.document.uri;
}

/** Ask for a file, and have the server move the declaration at the cursor there; it says why not. */
async function moveToFile(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== "kcl") {
    return;
  }
  const own = editor.document.uri.toString();
  const files = await vscode.workspace.findFiles("**/*.k", "**/{node_modules,vendor}/**");
  const targets = files
    .filter((uri) => uri.toString() !== own && !uri.path.endsWith("_test.k"))
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const placeHolder = "The file that the declaration in the line of the cursor moves to";
  const chosen = await vscode.window.showQuickPick(targets, { placeHolder });
  if (chosen) {
    const { line, character } = editor.selection.active;
    await client?.sendRequest("workspace/executeCommand", {
      command: "kclpy.moveTo",
      arguments: [own, line, character, chosen.uri.toString()],
    });
  }
}

function inTerminal(uri: string | undefined, words: (file: string) => string[]): void {
  const file = fileOf(uri);
  if (file?.scheme !== "file") {
    return;
  }
  const execution = new vscode.ProcessExecution(kclpy(), words(file.fsPath), {
    cwd: path.dirname(file.fsPath),
  });
  const scope = vscode.workspace.getWorkspaceFolder(file) ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task({ type: "kclpy" }, scope, words("").join(" ").trim(), "kclpy", execution);
  task.presentationOptions = { clear: true, showReuseMessage: false };
  void vscode.tasks.executeTask(task);
}

/** The rendered YAML of programs, beside them, as new as the last save. */
class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  static readonly scheme = "kclpy-preview";

  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly open_ = new Set<string>();

  async open(file: vscode.Uri | undefined): Promise<void> {
    if (file?.scheme !== "file") {
      return;
    }
    const uri = file.with({ scheme: Previews.scheme, path: `${file.path}.yaml` });
    this.open_.add(uri.toString());
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, "yaml");
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  }

  /** Render all previews again: any saved file may be part of any program. */
  saved(document: vscode.TextDocument): void {
    if (document.languageId === "kcl" || /kcl\.(mod|yaml)$/.test(document.fileName)) {
      this.open_.forEach((uri) => this.changed.fire(vscode.Uri.parse(uri)));
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const file = uri.with({ scheme: "file", path: uri.path.replace(/\.yaml$/, "") }).fsPath;
    return new Promise((resolve) => {
      const options = { cwd: path.dirname(file), maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
      execFile(kclpy(), ["compile", file, "--no_style"], options, (error, output, mistakes) => {
        const told = mistakes || (error ? String(error) : "");
        resolve(error ? told.replace(/^/gm, "# ") : output);
      });
    });
  }

  dispose(): void {
    this.changed.dispose();
  }
}
