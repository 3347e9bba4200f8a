package leadhub.imports.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.api.RefusalWords;
import leadhub.base.Effect;
import leadhub.base.Refusal;
import leadhub.imports.Import;
import leadhub.imports.ImportCounts;
import leadhub.imports.files.FileEncoding;
import leadhub.imports.files.FileGuess;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.MatchOn;
import org.jspecify.annotations.Nullable;

/** An import in the format of the contract. */
record ImportView(
        long id,
        String fileName,
        long fileSize,
        String status,
        boolean isPaused,
        boolean isUndoing,
        @Nullable Long sameFileAs,
        Options options,
        Guess guess,
        Preview preview,
        ImportCounts rows,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    record Options(
            Map<String, @Nullable String> mapping,
            String duplicates,
            List<String> matchOn,
            Map<String, String> duplicatesByField,
            @Nullable String dateOrder,
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable Boolean hasHeader,
            @Nullable String sheet,
            ImportOptions.Target target,
            List<String> tags,
            Map<String, Boolean> effects) {
        static Options of(ImportOptions options) {
            var dateOrder = options.dateOrder();
            var byField = new LinkedHashMap<String, String>();
            options.byField().forEach((field, policy) -> byField.put(field, policy.word()));
            var effects = new LinkedHashMap<String, Boolean>();
            for (var effect : Effect.values()) {
                effects.put(effect.word(), !options.suppressed().contains(effect));
            }
            return new Options(
                    Objects.requireNonNullElse(options.mapping(), Map.of()),
                    options.duplicates().word(),
                    options.matchOn().stream().map(MatchOn::word).toList(),
                    byField,
                    dateOrder == null ? null : dateOrder.word(),
                    word(options.encoding()),
                    word(options.delimiter()),
                    options.hasHeader(),
                    options.sheet(),
                    options.target(),
                    options.tags(),
                    effects);
        }
    }

    record Guess(
            String kind,
            @Nullable String encoding,
            int encodingSureness,
            @Nullable String delimiter,
            boolean hasHeader,
            boolean isHeaderSure,
            List<String> heads,
            List<FileGuess.Sheet> sheets,
            @Nullable String sheet) {
        static Guess of(FileGuess guess) {
            return new Guess(
                    guess.kind().word(),
                    word(guess.encoding()),
                    guess.encodingSureness(),
                    word(guess.delimiter()),
                    guess.hasHeader(),
                    guess.isHeaderSure(),
                    guess.heads(),
                    guess.sheets(),
                    guess.sheet());
        }
    }

    /** @param isWhole whether all rows were looked at */
    record Preview(ImportCounts counts, List<Row> rows, List<Message> warnings, boolean isWhole) {
        static Preview of(Import.Preview whole, boolean withRows) {
            var preview = withRows ? whole : whole.withoutCells();
            var rows = preview.rows().stream().map(Row::of).toList();
            var warnings = preview.warnings().stream()
                    .map(one -> new Message(one.line(), one.column(), one.head(), say(one.head(), one.reason())))
                    .toList();
            return new Preview(preview.counts(), withRows ? rows : List.of(), warnings, preview.isWhole());
        }
    }

    record Row(long line, String status, Map<String, @Nullable String> values, List<Message> errors) {
        static Row of(Import.Preview.Row row) {
            return new Row(
                    row.line(),
                    row.status().word(),
                    row.values(),
                    row.errors().stream()
                            .map(one ->
                                    new Message(row.line(), one.column(), one.head(), say(one.head(), one.reason())))
                            .toList());
        }
    }

    /** @param column from 1; 0 for the row itself */
    record Message(long line, int column, @Nullable String head, String message) {}

    /** @param withRows whether what stands in the file's rows is shown */
    static ImportView of(Import one, Import.Preview preview, boolean withRows) {
        return new ImportView(
                one.id(),
                one.file().name(),
                one.file().size(),
                one.state().status().word(),
                one.state().isPaused(),
                one.state().isUndoing(),
                one.sameFileAs(),
                Options.of(one.options()),
                Guess.of(one.guess()),
                Preview.of(preview, withRows),
                one.rows(),
                one.times().createdAt(),
                one.times().startedAt(),
                one.times().finishedAt());
    }

    private static String say(@Nullable String head, Refusal reason) {
        return RefusalWords.LEADHUB.sayKept(head == null ? "row" : head, reason);
    }

    private static @Nullable String word(@Nullable FileEncoding encoding) {
        return encoding == null ? null : encoding.word();
    }

    private static @Nullable String word(@Nullable Character delimiter) {
        return delimiter == null ? null : delimiter == '\t' ? "tab" : delimiter.toString();
    }
}
