package leadhub.exports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.pipelines.Pipelines;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The columns that leads can be exported with: the members of the API's lead, and the names of what it has only ids of,
 * by which another workspace finds its own.
 */
@Component
public class ExportColumns {
    /** The e-mail of the owner. */
    private static final String OWNER = "owner";

    private static final String PIPELINE = "pipeline";
    private static final String STAGE = "stage";

    /** Of every lead, where nothing else is asked for. */
    public static final List<String> MEMBERS = LeadFields.names(LeadFields.SHOWN_BY_API);
    /** Those that a CSV file can have too. */
    private static final List<String> NAMES = List.of(OWNER, PIPELINE, STAGE);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    private final Pipelines pipelines;
    private final Users users;

    ExportColumns(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    /** Those that a format can have. */
    public static List<String> of(ExportFormat format) {
        if (format == ExportFormat.JSONL) {
            return MEMBERS;
        }
        var all = new ArrayList<>(MEMBERS);
        all.addAll(NAMES);
        return all;
    }

    /** What stands in a line of CSV, column by column. */
    List<Function<Lead, @Nullable String>> cells(Caller caller, List<String> columns) {
        return columns.stream().map(name -> cell(caller, name)).toList();
    }

    private Function<Lead, @Nullable String> cell(Caller caller, String name) {
        return switch (name) {
            case OWNER -> {
                var emails = new HashMap<Long, String>();
                users.all(caller).forEach(user -> emails.put(user.id(), user.email()));
                yield lead -> lead.assignedUserId() == null ? null : text(emails.get(lead.assignedUserId()));
            }
            case PIPELINE -> {
                var all = pipelines.all(caller);
                yield lead -> text(
                        named(all.pipeline(lead.get(LeadFields.PIPELINE_ID)).map(one -> one.name())));
            }
            case STAGE -> {
                var all = pipelines.all(caller);
                yield lead -> text(named(all.stage(lead.stageId()).map(one -> one.name())));
            }
            default -> of(LeadFields.named(name).orElseThrow());
        };
    }

    private static @Nullable String named(java.util.Optional<String> name) {
        return name.orElse(null);
    }

    private static Function<Lead, @Nullable String> of(LeadField<?> field) {
        return switch (field.kind()) {
            case TEXT, KEY, CURRENCY -> lead -> text((String) lead.get(field));
            case STATUS -> lead -> lead.status().word();
            case ID, WHOLE, FLAG -> lead -> plain(lead.get(field));
            case MONEY -> lead -> money((BigDecimal) lead.get(field));
            // As the database spells it.
            case CUSTOM -> lead -> (String) lead.get(field);
            case TAGS -> lead -> Json.write(lead.tagNames());
            case IDS -> lead -> Json.write(lead.mergedFrom());
            case TIME -> lead -> lead.get(field) instanceof Instant time ? TIME.format(time) : null;
        };
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : FormulaGuard.guarded(text);
    }

    private static @Nullable String plain(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String money(@Nullable BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros().toPlainString();
    }
}
