package leadhub.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.Fault;
import leadhub.imports.files.FileGuess;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.RowStatus;
import org.jspecify.annotations.Nullable;

/**
 * A file of leads that somebody brings along.
 *
 * @param actor who brought it
 * @param sameFileAs an earlier import of the same file; null for none
 * @param mended what somebody mended: by line, the values by head
 * @param reached the line of the last row that was looked at
 */
public record Import(
        long id,
        Actor actor,
        Role role,
        Source source,
        SourceFile file,
        @Nullable Long sameFileAs,
        State state,
        ImportOptions options,
        FileGuess guess,
        Map<String, Map<String, String>> mended,
        ImportCounts rows,
        long reached,
        Times times) {

    /** From where it was asked for. */
    record Source(@Nullable String address, @Nullable String requestId) {}

    /** @param key under which it lies in the data folder; null when it is gone. @param size in bytes */
    public record SourceFile(
            String name, long size, @Nullable String key) {}

    /** How far it is. */
    public record State(
            ImportStatus status,
            boolean isUndoing,
            @Nullable Instant pausedAt) {
        public boolean isPaused() {
            return pausedAt != null;
        }
    }

    /** When it was brought, begun and over. */
    public record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * What would happen.
     *
     * @param counts of the rows that were looked at; {@code total} are all
     * @param rows the first ones, and more of those in error
     * @param isWhole whether all rows were looked at
     * @param warnings what to tell people before they import it
     * @param dateOrders by head, how its dates are read
     * @param decimals by head, what stands before its decimals
     */
    public record Preview(
            ImportCounts counts,
            List<Row> rows,
            boolean isWhole,
            List<Warning> warnings,
            Map<String, DateOrder> dateOrders,
            Map<String, Character> decimals) {
        static final Preview GONE = new Preview(ImportCounts.of(0), List.of(), false, List.of(), Map.of(), Map.of());

        /** By which warnings name what stands in a cell. */
        private static final String CELL = "value";

        /** For those who may not see what stands in the rows. */
        public Preview withoutCells() {
            return new Preview(
                    counts,
                    rows.stream()
                            .map(row -> new Row(row.line(), row.status(), Map.of(), row.errors()))
                            .toList(),
                    isWhole,
                    warnings.stream().map(Warning::withoutCell).toList(),
                    dateOrders,
                    decimals);
        }

        /** @param line where it is seen first. @param head null where it is about the whole sheet */
        public record Warning(
                long line, int column, @Nullable String head, Refusal reason) {
            /** Without what stands in a cell, which may be about somebody. */
            Warning withoutCell() {
                return reason.values().containsKey(CELL)
                        ? new Warning(line, column, head, reason.with(CELL, "…"))
                        : this;
            }
        }

        /** @param values the cells by their heads */
        public record Row(long line, RowStatus status, Map<String, @Nullable String> values, List<Error> errors) {}

        /** What is wrong with a row. @param column from 1; 0 for the row itself. @param head null likewise */
        public record Error(int column, @Nullable String head, Refusal reason) {
            static List<Error> of(List<String> heads, List<Fault> faults) {
                return faults.stream()
                        .map(fault -> new Error(fault.column(), head(heads, fault.column()), fault.reason()))
                        .toList();
            }

            private static @Nullable String head(List<String> heads, int column) {
                return column > 0 && column <= heads.size() ? heads.get(column - 1) : null;
            }
        }
    }

    public ImportStatus status() {
        return state.status();
    }

    boolean isRunning() {
        return status() == ImportStatus.RUNNING && !state.isUndoing();
    }
}
