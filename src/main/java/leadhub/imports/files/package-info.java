/**
 * What turns a file that somebody has into rows of leads: CSV in eight encodings, Excel workbooks and JSON Lines. A plain
 * library without a database: it guesses, reads and words nothing; what it refuses are {@link leadhub.base.Refusal}s.
 *
 * <p>From a file to its rows, in constant memory:
 *
 * <pre>{@code
 * var file = ImportFile.open(path, FileOptions.NONE);       // FileRefused: empty, no such kind, a zip bomb …
 * file.guess();                                             // kind, encoding, delimiter, header, heads, sheets, warnings
 * var profile = file.profile();                             // reads it all once: number of rows, dates' order, warnings
 * try (var rows = file.rows(afterLine)) {                   // 0 for all; begins behind the row of that line
 *     for (var row = rows.next(); row != null; row = rows.next()) {
 *         row.line();                                       // where it begins in the file, from 1; grows from row to row
 *         row.cells();                                      // as many as there are heads; null is an empty one
 *         row.faults();                                     // not empty: the row can't be read, and why
 *     }
 * }
 * }</pre>
 *
 * <p>From rows to leads:
 *
 * <pre>{@code
 * var mapping = MappingGuess.of(file.guess().heads(), customFields);       // Map<head, field | null>
 * var terms = new LeadTerms(customFields, profile.dateOrders(said), profile.decimals(), language, zone, places);
 * var leads = LeadRows.of(file.guess(), mapping, terms);
 * var lead = leads.read(row);                                              // LeadRow: facts, createdAt, faults
 * leads.fault(row.line(), "custom_fields.budget", refusal);                // what a verb refuses by field, as a fault of its column
 * }</pre>
 *
 * <p>A {@link leadhub.imports.files.Fault} has a line, a column (from 1; 0 is the row itself) and a {@code Refusal}.
 * A file is read by one thread at a time for each reader; several readers of one file are independent.
 */
@NullMarked
package leadhub.imports.files;

import org.jspecify.annotations.NullMarked;
