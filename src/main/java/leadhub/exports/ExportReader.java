package leadhub.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadSort;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;

/** Reads what is to be exported, and how, from an address. */
public final class ExportReader {
    private static final char COMMA = ',';

    private final Query raw;
    private final QueryInput query;

    public ExportReader(Query raw, QueryInput query) {
        this.raw = raw;
        this.query = query;
    }

    /**
     * What is asked for; the query has errors where that can't be right.
     *
     * @param filter what the surface reads of the filters
     */
    public LeadExport read(LeadFilter filter) {
        var format = format();
        return export(format, columns(), Boolean.TRUE.equals(query.bool("bom")), filter);
    }

    /** The same of people, whose spreadsheets want a byte order mark. */
    LeadExport ofForm(LeadFilter filter, List<String> chosen) {
        var columns = chosen.stream().filter(ExportColumns.all()::contains).toList();
        return export(format(), columns.isEmpty() ? ExportColumns.MEMBERS : columns, true, filter);
    }

    private ExportFormat format() {
        return query.choice("format", ExportFormat.class, ExportFormat.CSV);
    }

    private LeadExport export(ExportFormat format, List<String> columns, boolean hasMark, LeadFilter filter) {
        var sort = query.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        var direction = query.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        var list = new LeadList(filter, sort, direction, new Slice(0, 1));
        return new LeadExport(format, columns, hasMark, delimiter(), list, raw.toString());
    }

    private List<String> columns() {
        var text = query.text("columns");
        if (text == null) {
            return ExportColumns.MEMBERS;
        }
        var known = ExportColumns.all();
        var columns = new ArrayList<String>();
        for (var part : text.split(",", -1)) {
            var name = part.strip();
            if (!known.contains(name)) {
                query.reject("columns", Refusal.of("in"));
                return ExportColumns.MEMBERS;
            }
            if (!columns.contains(name)) {
                columns.add(name);
            }
        }
        return columns;
    }

    /** As it was sent, for it may be a tab. */
    private char delimiter() {
        if (query.value("delimiter").isEmpty()
                && raw.raw("delimiter").orElse("").isEmpty()) {
            return COMMA;
        }
        return delimiter(raw.raw("delimiter").orElse("")).orElseGet(() -> {
            query.reject("delimiter", Refusal.of("in"));
            return COMMA;
        });
    }

    /** What stands between the cells: one character, or {@code tab}; empty if it can't. */
    public static Optional<Character> delimiter(String text) {
        return Optional.ofNullable(text.equals("tab") ? (Character) '\t' : single(text));
    }

    private static @Nullable Character single(String text) {
        if (text.length() != 1) {
            return null;
        }
        var character = text.charAt(0);
        return "\"\r\n\0\uFEFF".indexOf(character) >= 0 || Character.isSurrogate(character) ? null : character;
    }
}
