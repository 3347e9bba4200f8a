package leadhub.imports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.imports.Import;
import leadhub.imports.ImportStatus;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.RowStatus;
import org.jspecify.annotations.Nullable;

/**
 * One import, before, while and after it runs.
 *
 * @param seesRows whether the visitor may see what stands in its rows
 * @param holds whether rows of it wait for somebody to decide
 * @param showsFailed whether only rows in error are shown
 */
public record ImportScreen(
        Import it,
        Import.Preview preview,
        ImportChoices.Choices choices,
        boolean seesRows,
        boolean holds,
        boolean showsFailed) {
    private static final int SHOWN = 50;
    /** The preview cuts what is longer. */
    private static final int MOST_MENDED = 500;

    /**
     * A column of the file.
     *
     * @param target the field that it is; {@code ""} if it is left out
     * @param made the field that could be made for it
     * @param rule what becomes of this field of a lead that is there; {@code ""} for what becomes of the others
     */
    public record Column(int number, String head, String sample, String target, String made, String rule) {}

    public String path() {
        return ImportPages.path(it);
    }

    public boolean isPreviewed() {
        return status() == ImportStatus.PREVIEWED;
    }

    public boolean isRunning() {
        return status() == ImportStatus.RUNNING || it.state().isUndoing();
    }

    public ImportStatus status() {
        return it.state().status();
    }

    /** Its state as a word for messages. */
    public String state() {
        return state(it);
    }

    static String state(Import one) {
        var state = one.state();
        return state.isUndoing()
                ? "undoing"
                : state.status() == ImportStatus.RUNNING && state.isPaused()
                        ? "paused"
                        : state.status().word();
    }

    public boolean canUndo() {
        return !isRunning()
                && !isPreviewed()
                && status() != ImportStatus.UNDONE
                && it.times().startedAt() != null;
    }

    public List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (var head : it.guess().heads()) {
            var target = it.options().mapping() == null
                    ? null
                    : it.options().mapping().get(head);
            var rule = target == null ? null : it.options().byField().get(target);
            columns.add(new Column(
                    columns.size() + 1,
                    head,
                    sample(head),
                    target == null ? "" : target,
                    CustomField.PATH + Fields.keyOf(head),
                    rule == null ? "" : rule.word()));
        }
        return columns;
    }

    public boolean isOffered(Column column) {
        return column.target().isEmpty() || column.target().equals(column.made()) || choices.isOffered(column.target());
    }

    /** Whether the workspace has such a field already. */
    public boolean isOwn(String path) {
        return choices.fields().stream().anyMatch(field -> field.path().equals(path));
    }

    public List<String> delimiters() {
        return List.of(",", ";", "tab", "|", ":");
    }

    /** As forms spell it; {@code ""} for none. */
    public String delimiter(@Nullable Character delimiter) {
        return delimiter == null ? "" : delimiter == '\t' ? "tab" : delimiter.toString();
    }

    /** What can become of one field of a lead that is there. */
    public List<String> rules() {
        return List.of(DuplicatePolicy.FILL.word(), DuplicatePolicy.UPDATE.word(), DuplicatePolicy.SKIP.word());
    }

    private String sample(String head) {
        return preview.rows().stream()
                .map(row -> row.values().get(head))
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    public List<Import.Preview.Row> rows() {
        return preview.rows().stream()
                .filter(row -> !showsFailed || row.status() == RowStatus.FAILED)
                .limit(SHOWN)
                .toList();
    }

    /** What is wrong with a cell; empty for nothing. */
    public List<Refusal> problems(Import.Preview.Row row, @Nullable String head) {
        return row.errors().stream()
                .filter(error -> Objects.equals(error.head(), head))
                .map(Import.Preview.Error::reason)
                .toList();
    }

    /** Whether a cell can be mended here: what is cut can't. */
    public boolean canMend(Import.Preview.Row row, String head) {
        var value = row.values().get(head);
        return isPreviewed() && (value == null || value.length() <= MOST_MENDED);
    }

    /** Whether dates can be read in two ways, and nobody has said how. */
    public boolean asksForDates() {
        return it.options().dateOrder() == null
                && preview.rows().stream()
                        .flatMap(row -> row.errors().stream())
                        .anyMatch(error -> error.reason().key().equals("import.date_two_readings"));
    }

    public boolean isChosen(List<?> all, Object one) {
        return all.contains(one);
    }

    public boolean isChosen(@Nullable Object said, @Nullable Object one) {
        return Objects.equals(said, one);
    }

    /** Where new leads go, as the form says it. */
    public String place() {
        var target = it.options().target();
        return target.pipelineStageId() != null
                ? Long.toString(target.pipelineStageId())
                : target.pipelineId() != null ? "pipeline-" + target.pipelineId() : "";
    }
}
