/** What a file is, by its bytes. */
export type FileKind =
  | "audio" | "csv" | "docx" | "eml" | "html" | "image" | "odf" | "pdf" | "pptx" | "rtf" | "text" | "tsv" | "video" | "xls" | "xlsx" | "zip";

/** What a part of a file is called: a number to be put into words, or the name its author gave it. */
export type PartLabel = "besides" | "properties" | { file: string } | { page: number } | { sheet: string } | { slide: number };

/** Everything written in a file. A photograph or recording has no text; its kind says what it is. */
export interface FileText {
  kind: FileKind;
  text: string;
  /** Sheets, slides, pages … in order, in UTF-16 units. */
  parts: { label: PartLabel; start: number; end: number }[];
  /** Text was cut off at the limit. */
  truncated: boolean;
  /** Pictures, recordings or unknown things inside it that were not read. */
  unread: number;
}
