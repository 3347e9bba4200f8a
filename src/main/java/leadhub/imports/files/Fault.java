package leadhub.imports.files;

import leadhub.base.Refusal;

/**
 * What speaks against a row, or against one of its cells.
 *
 * @param line where the row begins in the file, from 1
 * @param column from 1; 0 for the row itself
 */
public record Fault(long line, int column, Refusal reason) {}
