package leadhub.imports.rows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Effect;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.FileEncoding;
import leadhub.imports.files.FileOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a file is imported.
 *
 * @param mapping which field each head is; heads that are null or missing are left out. Null has it guessed
 * @param matchOn what a person is recognized by, the first that matches wins
 * @param byField what becomes of single fields of a lead that is there: fill, update or skip
 * @param dateOrder how dates are written; null has it found out
 * @param encoding null has it found out
 * @param delimiter null has it found out
 * @param hasHeader null has it found out
 * @param sheet of a workbook; null for the first
 * @param tags that all leads get which it makes or changes
 * @param suppressed what it doesn't bring about
 */
public record ImportOptions(
        @Nullable Map<String, @Nullable String> mapping,
        DuplicatePolicy duplicates,
        List<MatchOn> matchOn,
        Map<String, DuplicatePolicy> byField,
        @Nullable DateOrder dateOrder,
        @Nullable FileEncoding encoding,
        @Nullable Character delimiter,
        @Nullable Boolean hasHeader,
        @Nullable String sheet,
        Target target,
        List<String> tags,
        Set<Effect> suppressed) {

    /** What is asked for if nothing is. */
    public static final ImportOptions USUAL = new ImportOptions(
            null,
            DuplicatePolicy.SKIP,
            List.of(MatchOn.values()),
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            new Target(null, null, null),
            List.of(),
            Set.of());

    /** Where new leads go whose rows don't say. */
    public record Target(
            @Nullable Long pipelineId,
            @Nullable Long pipelineStageId,
            @Nullable Long assignedUserId) {}

    /** The same with a mapping. */
    ImportOptions with(Map<String, @Nullable String> other) {
        return with(other, duplicates);
    }

    /** The same where something else becomes of rows whose person is a lead. */
    public ImportOptions with(DuplicatePolicy other) {
        return with(mapping, other);
    }

    private ImportOptions with(@Nullable Map<String, @Nullable String> mapping, DuplicatePolicy duplicates) {
        return new ImportOptions(
                mapping,
                duplicates,
                matchOn,
                byField,
                dateOrder,
                encoding,
                delimiter,
                hasHeader,
                sheet,
                target,
                tags,
                suppressed);
    }

    /** How the file is read. */
    public FileOptions file() {
        return new FileOptions(null, encoding, delimiter, hasHeader, sheet);
    }

    /** What becomes of one field of a lead that is there. */
    DuplicatePolicy of(String field) {
        return byField.getOrDefault(field, duplicates);
    }
}
