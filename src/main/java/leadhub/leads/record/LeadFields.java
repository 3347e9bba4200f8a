package leadhub.leads.record;

import static leadhub.leads.record.LeadField.Use.FILLED;
import static leadhub.leads.record.LeadField.Use.FIXED;
import static leadhub.leads.record.LeadField.Use.LEFT_TO_RIGHT;
import static leadhub.leads.record.LeadField.Use.LINE;
import static leadhub.leads.record.LeadField.Use.REMEMBERED;
import static leadhub.leads.record.LeadField.Use.SENT;
import static leadhub.leads.record.LeadField.Use.SHOWN;
import static leadhub.leads.record.LeadField.Use.WORKED_OUT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import leadhub.leads.record.LeadField.Kind;
import leadhub.leads.record.LeadField.Use;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a lead: what statements, readers, answers, conditions, tables and timelines know of them, they know from
 * here. They stand in the order in which the API answers them and reports what is wrong with them.
 *
 * <p>A new text field is a line here and what CONTRIBUTING.md lists under "Add a field to leads".
 */
public final class LeadFields {
    private static final List<LeadField<?>> DECLARED = new ArrayList<>();

    public static final LeadField<Long> ID = field("id", Kind.ID, 0L, SHOWN, REMEMBERED, WORKED_OUT);
    public static final LeadField<@Nullable String> FIRST_NAME = line("first_name");
    public static final LeadField<@Nullable String> LAST_NAME = line("last_name");
    public static final LeadField<@Nullable String> EMAIL = line("email", LEFT_TO_RIGHT);
    public static final LeadField<@Nullable String> PHONE = line("phone", LEFT_TO_RIGHT);
    public static final LeadField<@Nullable String> PHONE_E164 = field("phone_e164", Kind.KEY, null);
    public static final LeadField<@Nullable String> COMPANY = line("company");
    public static final LeadField<@Nullable String> JOB_TITLE = line("job_title");
    public static final LeadField<@Nullable String> LINKEDIN_URL = line("linkedin_url", LEFT_TO_RIGHT);
    public static final LeadField<@Nullable String> COUNTRY = line("country");
    public static final LeadField<@Nullable String> INDUSTRY = line("industry");
    public static final LeadField<@Nullable String> COMPANY_SIZE = line("company_size", LEFT_TO_RIGHT);
    public static final LeadField<String> SOURCE = field("source", Kind.TEXT, "", SENT, SHOWN, REMEMBERED);
    public static final LeadField<LeadStatus> STATUS =
            field("status", Kind.STATUS, LeadStatus.NEW, SENT, SHOWN, REMEMBERED);
    public static final LeadField<Long> PIPELINE_ID = field("pipeline_id", Kind.ID, 0L, SENT, SHOWN, REMEMBERED);
    public static final LeadField<Long> PIPELINE_STAGE_ID =
            field("pipeline_stage_id", "stage_id", Kind.ID, 0L, SENT, SHOWN, REMEMBERED);
    public static final LeadField<@Nullable Long> ASSIGNED_USER_ID =
            field("assigned_user_id", Kind.ID, null, SENT, SHOWN, REMEMBERED, FILLED);
    public static final LeadField<Integer> LEAD_SCORE = field("lead_score", Kind.WHOLE, 0, SHOWN, REMEMBERED);
    public static final LeadField<Integer> SCORE_ADJUSTMENT = field("score_adjustment", Kind.WHOLE, 0, REMEMBERED);
    public static final LeadField<@Nullable BigDecimal> DEAL_VALUE =
            field("deal_value", Kind.MONEY, null, SENT, SHOWN, REMEMBERED, FILLED);
    public static final LeadField<Boolean> STARRED = field("starred", Kind.FLAG, false, SENT, SHOWN, REMEMBERED);
    public static final LeadField<@Nullable String> NOTES =
            field("notes", Kind.TEXT, null, SENT, SHOWN, REMEMBERED, FILLED);
    public static final LeadField<String> CUSTOM_FIELDS =
            field("custom_fields", Kind.CUSTOM, "{}", SENT, SHOWN, REMEMBERED);
    public static final LeadField<List<Lead.LeadTag>> TAGS =
            field("tags", "tag_ids", Kind.TAGS, List.of(), SENT, SHOWN, REMEMBERED);
    public static final LeadField<Boolean> POSSIBLE_DUPLICATE =
            field("possible_duplicate", Kind.FLAG, false, SHOWN, WORKED_OUT);
    /** What another system calls the lead; no two leads of a workspace have the same. */
    public static final LeadField<@Nullable String> EXTERNAL_ID = line("external_id", LEFT_TO_RIGHT);
    /** The leads that have become part of this one, the latest first. */
    public static final LeadField<List<Long>> MERGED_FROM = field("merged_from", Kind.IDS, List.of(), SHOWN);

    /** Null is the workspace's. */
    public static final LeadField<@Nullable String> DEAL_CURRENCY =
            field("deal_currency", Kind.CURRENCY, null, SENT, SHOWN, REMEMBERED, FILLED);

    /** Why it was lost; a lead that isn't lost any more has none. */
    public static final LeadField<@Nullable String> LOST_REASON =
            field("lost_reason", Kind.TEXT, null, SENT, SHOWN, REMEMBERED);
    /** When its deal is expected to be closed. */
    public static final LeadField<@Nullable LocalDate> EXPECTED_CLOSE_ON =
            field("expected_close_on", Kind.DAY, null, SENT, SHOWN, REMEMBERED, FILLED);
    /** When it came to its stage; null for one that was restored from before this was known. */
    public static final LeadField<@Nullable Instant> STAGE_SINCE = field("stage_since", Kind.TIME, null, REMEMBERED);
    /** When it was converted or lost; null for one that is neither. */
    public static final LeadField<@Nullable Instant> CLOSED_AT = field("closed_at", Kind.TIME, null, REMEMBERED);

    public static final LeadField<@Nullable String> BOT_ID = field("bot_id", Kind.KEY, null, REMEMBERED, FIXED);
    public static final LeadField<@Nullable String> CONVERSATION_ID = field("conversation_id", Kind.KEY, null, FIXED);
    public static final LeadField<Instant> CREATED_AT =
            field("created_at", Kind.TIME, Instant.EPOCH, SHOWN, REMEMBERED, FIXED);
    public static final LeadField<Instant> UPDATED_AT = field("updated_at", Kind.TIME, Instant.EPOCH, SHOWN);

    public static final LeadField<Long> EVENT_SEQUENCE = field("event_sequence", Kind.ID, 0L);

    /** All of them. */
    public static final List<LeadField<?>> ALL = List.copyOf(DECLARED);
    /** Those that have a column which {@code LeadSql} writes. */
    public static final List<LeadField<?>> STORED = those(field -> !field.is(WORKED_OUT));
    /** What people wrote. */
    public static final List<LeadField<@Nullable String>> TEXTS = texts(field -> field.kind() == Kind.TEXT);
    /** The lines of text that a lead's page lists. */
    public static final List<LeadField<@Nullable String>> LINES = texts(field -> field.is(LINE));
    /** What a create or an update may say. */
    public static final List<LeadField<?>> SENT_BY_PROGRAMS = those(field -> field.is(SENT));
    /** What a lead has as it was sent; stages, tags and custom fields take more than that. */
    public static final List<LeadField<?>> TAKEN_AS_SENT = those(field -> field.is(SENT)
            && field.kind() != Kind.CUSTOM
            && field.kind() != Kind.TAGS
            && !List.<LeadField<?>>of(STATUS, PIPELINE_ID, PIPELINE_STAGE_ID).contains(field));
    /** What the LeadHub dialect answers, in its order. */
    public static final List<LeadField<?>> SHOWN_BY_API = those(field -> field.is(SHOWN));
    /** Those whose changes are told, in the terms of the LeadHub dialect. */
    static final List<LeadField<?>> TOLD =
            those(field -> field.is(SHOWN) && field.is(REMEMBERED) && field != ID && field != CREATED_AT);
    /** What events and the audit log keep of a lead. */
    public static final List<LeadField<?>> KEPT_BY_EVENTS = those(field -> field.is(REMEMBERED));
    /** What comes in about a known lead fills these while they are empty. */
    public static final List<LeadField<?>> FILLED_LATER = those(field -> field.is(FILLED));

    /** What a lead has in each of them of whom nothing is known yet; only for copying. */
    static final @Nullable Object[] USUAL = ALL.stream().map(LeadField::usual).toArray();

    private static final Map<String, LeadField<?>> BY_NAME = byName();

    private LeadFields() {}

    private static LeadField<@Nullable String> line(String name, Use... more) {
        var uses = EnumSet.of(SENT, SHOWN, REMEMBERED, FILLED, LINE);
        uses.addAll(List.of(more));
        return field(name, name, Kind.TEXT, null, uses.toArray(Use[]::new));
    }

    private static <T extends @Nullable Object> LeadField<T> field(String name, Kind kind, T usual, Use... uses) {
        return field(name, name, kind, usual, uses);
    }

    private static <T extends @Nullable Object> LeadField<T> field(
            String name, String column, Kind kind, T usual, Use... uses) {
        var field = new LeadField<>(DECLARED.size(), name, column, kind, usual, java.util.Set.of(uses));
        DECLARED.add(field);
        return field;
    }

    private static List<LeadField<?>> those(Predicate<LeadField<?>> condition) {
        return ALL.stream().filter(condition).toList();
    }

    @SuppressWarnings("unchecked") // whose kind is a text has a text in it
    private static List<LeadField<@Nullable String>> texts(Predicate<LeadField<?>> condition) {
        return ALL.stream()
                .filter(condition)
                .map(field -> (LeadField<@Nullable String>) field)
                .toList();
    }

    private static Map<String, LeadField<?>> byName() {
        var byName = new HashMap<String, LeadField<?>>();
        ALL.forEach(field -> byName.put(field.name(), field));
        return byName;
    }

    /** The field that the API calls so. */
    public static Optional<LeadField<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of fields. */
    public static List<String> names(List<? extends LeadField<?>> fields) {
        return fields.stream().map(LeadField::name).toList();
    }
}
