package leadhub.exports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.FormulaGuard;
import leadhub.base.Json;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
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
    /** Those that are there if they are asked for. */
    static final List<String> NAMES = List.of(OWNER, PIPELINE, STAGE);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    private final Pipelines pipelines;
    private final Users users;

    ExportColumns(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    /** All that can be asked for. */
    public static List<String> all() {
        var all = new ArrayList<>(MEMBERS);
        all.addAll(NAMES);
        return all;
    }

    /** What stands in a line of CSV, column by column. */
    List<Function<Lead, @Nullable String>> cells(Caller caller, List<String> columns) {
        return columns.stream().map(name -> cell(caller, name)).toList();
    }

    private Function<Lead, @Nullable String> cell(Caller caller, String name) {
        if (!NAMES.contains(name)) {
            return of(LeadFields.named(name).orElseThrow());
        }
        var named = named(caller, name);
        return lead -> text(named.apply(lead));
    }

    /** Those of the columns that aren't members of the API's lead, as they are. */
    Map<String, Function<Lead, @Nullable String>> named(Caller caller, List<String> columns) {
        var named = new LinkedHashMap<String, Function<Lead, @Nullable String>>();
        columns.stream().filter(NAMES::contains).forEach(name -> named.put(name, named(caller, name)));
        return named;
    }

    private Function<Lead, @Nullable String> named(Caller caller, String name) {
        if (name.equals(OWNER)) {
            var emails = new HashMap<Long, String>();
            users.all(caller).forEach(user -> emails.put(user.id(), user.email()));
            return lead -> lead.assignedUserId() == null ? null : emails.get(lead.assignedUserId());
        }
        var all = pipelines.all(caller);
        return name.equals(PIPELINE)
                ? lead -> orNull(all.pipeline(lead.get(LeadFields.PIPELINE_ID)).map(Pipeline::name))
                : lead -> orNull(all.stage(lead.stageId()).map(Stage::name));
    }

    private static @Nullable String orNull(Optional<String> name) {
        return name.orElse(null);
    }

    private static Function<Lead, @Nullable String> of(LeadField<?> field) {
        return switch (field.kind()) {
            case TEXT, KEY, CURRENCY -> lead -> text((String) lead.get(field));
            case STATUS -> lead -> lead.status().word();
            case ID, WHOLE, FLAG, DAY -> lead -> plain(lead.get(field));
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
