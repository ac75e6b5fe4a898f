export { EditorState } from "@codemirror/state";
export { EditorView, keymap, lineNumbers } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
export { StreamLanguage, syntaxHighlighting, HighlightStyle, bracketMatching, defaultHighlightStyle } from "@codemirror/language";
export { sparql } from "@codemirror/legacy-modes/mode/sparql";
