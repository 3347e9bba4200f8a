package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Folding;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupMatcher;
import leadhub.conditions.ConditionTerm;
import leadhub.conditions.NamedCondition;
import leadhub.conditions.Today;
import leadhub.conditions.ValueKind;
import leadhub.fields.FieldKind;
import leadhub.leads.LeadTexts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Filters ask in SQL what rules ask in Java, and both find the same leads: every field and comparison, with odd values on
 * both sides. The seed says which lead has which.
 */
class AgreeOnConditionsTest {
    private static final long SEED = 20261121;
    private static final int LEADS = 120;
    private static final int GROUPS = 400;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\n",
            "\u00a0",
            "Österreich",
            "OSTERREICH",
            "osterreich ",
            "Straße",
            "STRASSE",
            "ΣΊΣΥΦΟΣ",
            "σίσυφος",
            "İzmir",
            "Ærø",
            "Їжак",
            "Caf\u00e9",
            "Cafe\u0301",
            "ｶﾞ  ｸ",
            "محَمّد",
            "５０",
            "two   blanks",
            "\u200b",
            "東京",
            "o'Brien",
            "100%_\\",
            "100 percent",
            "50",
            "50.0",
            "+050",
            "-3.25",
            ".5",
            "1e3",
            "9".repeat(400),
            "٣",
            "2026-03-28",
            "2026-03-28T10:15:00Z",
            "2026-02-31",
            "0000-01-01",
            "9999-12-31",
            "28.03.2026",
            "true",
            "TRUE",
            "false",
            "1",
            "0",
            "null",
            "[\"Chat\"]");
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "50",
            "50.00",
            "-3.25",
            "1e3",
            "12345678901234567890.5",
            "[]",
            "{}",
            "{\"a\": \"50\"}",
            "[\"Chat\", \"Förms\"]",
            "[\"\", null, [\"Chat\"]]",
            "[50, true, \"2026-03-28\"]",
            "[false]",
            "[\"false\"]");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Sql sql = server.bean(Sql.class);
    private final Folding folding = server.bean(Folding.class);
    private final Random random = new Random(SEED);
    private final Instant now = Times.now(server.clock());

    /** Leads with fields of the workspace's own. */
    private List<Lead> leads() {
        workspace.field("Code", FieldKind.TEXT);
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Renewal", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "50");
        workspace.field("Interests", FieldKind.MULTI_SELECT, "Chat", "Förms");
        workspace.field("Trial", FieldKind.CHECKBOX);
        var ids = makeLeads();
        // As an upgrade does it, for the texts were written past everything.
        server.bean(LeadTexts.class).renew(workspace.id(), whole(ids));
        return whole(ids);
    }

    @Test
    void whoever_is_found_by_a_filter_meets_the_rule() {
        var leads = leads();
        var today = Today.of(now, ZONE);
        var compared = new TreeSet<String>();
        for (var field : server.bean(CriterionFields.class).all(workspace.caller())) {
            for (var comparison : field.kind().comparisons()) {
                for (var value : valuesFor(field, comparison, today.day())) {
                    var condition = Condition.of(field, comparison, value).orElse(null);
                    if (condition == null) {
                        continue;
                    }
                    var met = condition.met(folding, today);
                    var byJava = new TreeSet<Long>();
                    leads.stream().filter(lead -> met.test(new LeadFacts(lead))).forEach(lead -> byJava.add(lead.id()));
                    assertThat(bySql(Criterion.of(condition, folding, today)))
                            .as("%s %s «%s»", field.name(), comparison, value)
                            .isEqualTo(byJava);
                    if (!byJava.isEmpty() && byJava.size() < leads.size()) {
                        compared.add(field.kind() + " " + comparison);
                    }
                }
            }
        }
        // Whoever finds all or none has found nothing out.
        for (var kind : ValueKind.values()) {
            kind.comparisons().forEach(comparison -> assertThat(compared).contains(kind + " " + comparison));
        }
    }

    @Test
    void whoever_is_found_by_groups_within_groups_meets_them() {
        var leads = leads();
        var today = Today.of(now, ZONE);
        var fields = server.bean(CriterionFields.class).all(workspace.caller());
        var known = fields.stream().collect(Collectors.toMap(ConditionField::name, Function.identity()));
        var some = new ArrayList<NamedCondition>();
        for (var field : fields) {
            for (var comparison : field.kind().comparisons()) {
                valuesFor(field, comparison, today.day()).stream()
                        .flatMap(value -> Condition.of(field, comparison, value).stream())
                        .map(condition -> new NamedCondition(field.name(), comparison, condition.value()))
                        .forEach(some::add);
            }
        }
        var matcher = server.bean(ConditionGroupMatcher.class);
        var told = 0;
        for (var i = 0; i < GROUPS; i++) {
            var group = group(some, 1);
            var byJava = new TreeSet<Long>();
            leads.stream()
                    .filter(lead -> matcher.isMet(
                            name -> Objects.requireNonNull(known.get(name)), group, new LeadFacts(lead), today))
                    .forEach(lead -> byJava.add(lead.id()));
            var criteria = criteria(known, group, today);
            assertThat(criteria.isEmpty() ? all(leads) : bySql(criteria.condition(), criteria.values()))
                    .as("%s", group)
                    .isEqualTo(byJava);
            told += byJava.isEmpty() || byJava.size() == leads.size() ? 0 : 1;
        }
        // Whoever finds all or none has found nothing out.
        assertThat(told).isGreaterThan(GROUPS / 4);
    }

    /** Of up to three conditions and groups, also of none, as deep as they may be. */
    private ConditionGroup group(List<NamedCondition> some, int level) {
        var terms = new ArrayList<ConditionTerm>();
        for (var i = random.nextInt(4); i > 0; i--) {
            terms.add(
                    level < 3 && random.nextBoolean() ? group(some, level + 1) : some.get(random.nextInt(some.size())));
        }
        return new ConditionGroup(
                random.nextBoolean() ? ConditionGroup.Match.ALL : ConditionGroup.Match.ANY, List.copyOf(terms));
    }

    private Criteria criteria(Map<String, ConditionField> known, ConditionGroup group, Today today) {
        var all = new ArrayList<Criterion>();
        var groups = new ArrayList<Criteria>();
        for (var term : group.conditions()) {
            switch (term) {
                case ConditionGroup inner -> groups.add(criteria(known, inner, today));
                case NamedCondition(var name, var comparison, var value) ->
                    all.add(Criterion.of(
                            new Condition(
                                    Objects.requireNonNull(known.get(name)),
                                    comparison,
                                    Objects.requireNonNullElse(value, "")),
                            folding,
                            today));
            }
        }
        return new Criteria(group.match() == ConditionGroup.Match.ANY, all, groups);
    }

    private static TreeSet<Long> all(List<Lead> leads) {
        return leads.stream().map(Lead::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private TreeSet<Long> bySql(Criterion criterion) {
        return bySql(criterion.condition(), criterion.values());
    }

    private TreeSet<Long> bySql(String condition, List<Object> asked) {
        var values = new ArrayList<@Nullable Object>();
        values.add(workspace.id());
        values.addAll(asked);
        return new TreeSet<>(sql.query(
                workspace.id(),
                row -> row.getLong("id"),
                new Sql.Statement("select l.id from leads l where l.workspace_id = ? and " + condition, values)));
    }

    private static List<String> valuesFor(ConditionField field, Comparison comparison, LocalDate today) {
        if (!comparison.takesValue()) {
            return List.of("");
        }
        if (comparison.movesWithTime()) {
            return List.of("1", "2", "30", "400", "36500");
        }
        var days = Stream.of(-400, -30, -1, 0, 1, 30)
                .map(away -> today.plusDays(away).toString());
        var choices = field.choices().stream().map(ConditionField.Choice::value);
        return Stream.of(TEXTS.stream(), Stream.of("o", "st", "σ", "hat", "fORMS"), days, choices)
                .flatMap(some -> some)
                .toList();
    }

    private List<Long> makeLeads() {
        var api = workspace.leadHub();
        var owner = workspace.user(leadhub.base.Role.AGENT).id();
        var pipeline = api.post("/api/v1/pipelines", "{\"name\": \"Another\"}").text("data.id");
        var ids = new ArrayList<Long>();
        for (var i = 0; i < LEADS; i++) {
            var asked = new LinkedHashMap<String, Object>(Map.of("first_name", "Ann"));
            asked.put("tags", some("a", "b", "c"));
            asked.put("starred", random.nextBoolean());
            asked.put(
                    "status",
                    some("new", "contacted", "lost").stream().findFirst().orElse("qualified"));
            asked.put("deal_currency", random.nextBoolean() ? null : random.nextBoolean() ? "EUR" : "JPY");
            asked.put("deal_value", random.nextBoolean() ? null : random.nextInt(3) * 25);
            asked.put("lost_reason", random.nextBoolean() ? null : any(List.of("Price", "ÖDE Form", "straße")));
            asked.put(
                    "expected_close_on",
                    random.nextBoolean()
                            ? null
                            : LocalDate.ofInstant(now, ZONE)
                                    .plusDays(random.nextInt(60) - 30)
                                    .toString());
            if (random.nextBoolean()) {
                asked.put("assigned_user_id", owner);
            }
            if (random.nextBoolean()) {
                asked.put("pipeline_id", Long.valueOf(pipeline));
            }
            var id = Long.parseLong(api.post("/api/v1/leads", Json.write(asked)).text("data.id"));
            makeOdd(id);
            ids.add(id);
        }
        return ids;
    }

    private List<String> some(String... words) {
        return Stream.of(words).filter(word -> random.nextBoolean()).toList();
    }

    /** What no surface lets in any more stands in old leads, and Lymbe's may be empty or blank. */
    private void makeOdd(long id) {
        var fields = new ArrayList<String>();
        for (var key : List.of("code", "budget", "renewal", "size", "interests", "trial")) {
            if (random.nextInt(5) > 0) {
                fields.add(Json.write(key) + ": " + (random.nextBoolean() ? any(JSON) : Json.write(aText())));
            }
        }
        sql.update(
                workspace.id(),
                """
                update leads
                set last_name = ?, company = ?, country = ?, industry = ?, company_size = ?, notes = ?, job_title = ?,
                    linkedin_url = ?, source = ?, email = ?, phone = ?, lead_score = ?, deal_value = coalesce(?, deal_value),
                    created_at = ?, updated_at = ?, custom_fields = ?::jsonb
                where workspace_id = ?
                  and id = ?
                """,
                anyText(),
                anyText(),
                anyText(),
                anyText(),
                anyText(),
                anyText(),
                anyText(),
                anyText(),
                any(TEXTS),
                anyText(),
                anyText(),
                random.nextInt(-3, 60),
                random.nextInt(4) == 0 ? new BigDecimal("50.10") : null,
                anyTime(),
                anyTime(),
                "{" + String.join(", ", fields) + "}",
                workspace.id(),
                id);
    }

    private @Nullable String anyText() {
        return random.nextInt(8) == 0 ? null : aText();
    }

    private String aText() {
        return random.nextInt(6) == 0 ? LocalDate.ofInstant(anyTime(), ZONE).toString() : any(TEXTS);
    }

    private String any(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Around midnights of the zone too, before and after now. */
    private Instant anyTime() {
        var day = LocalDate.ofInstant(now, ZONE).plusDays(random.nextInt(-3, 4) * (long) random.nextInt(1, 20));
        return switch (random.nextInt(3)) {
            case 0 -> day.atStartOfDay(ZONE).toInstant();
            case 1 -> day.atStartOfDay(ZONE).toInstant().minus(Duration.ofNanos(1000));
            default -> now.minus(Duration.ofHours(random.nextInt(60)));
        };
    }

    private List<Lead> whole(List<Long> ids) {
        return server.bean(LeadListSql.class)
                .find(workspace.id(), ids.stream().mapToLong(id -> id).toArray());
    }
}
