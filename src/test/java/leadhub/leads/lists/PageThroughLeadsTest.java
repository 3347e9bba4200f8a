package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import leadhub.base.Change;
import leadhub.base.database.Sql;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.NewLead;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All pages of 3,000 leads, for every order and many filters, beside a copy that is sorted here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageThroughLeadsTest {
    private static final int LEADS = 3_000;
    private static final String[] NAMES = {
        "anna", "Anna", "ánna", "ANNÁ", "bert", "Bért", "cleo", "dora", "Dörä", "emil", "ÉMIL", "zoe", "Zoë", "ñandu"
    };
    private static final Collator COLLATOR = Collator.getInstance(Locale.ROOT);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final List<Copy> copies = new ArrayList<>();

    /** What the test knows of a lead. */
    private record Copy(
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            String status,
            String source,
            boolean starred,
            boolean tagged,
            int score,
            Instant createdAt,
            Instant updatedAt) {}

    @BeforeAll
    void make_leads() {
        COLLATOR.setStrength(Collator.PRIMARY);
        COLLATOR.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
        var leads = server.bean(Leads.class);
        Together.times(8, worker -> {
            var random = new Random(worker);
            for (var i = 0; i < LEADS / 8; i++) {
                leads.create(workspace.caller(), new NewLead(facts(random), "api", null));
            }
            return worker;
        });
        spread();
        server.bean(Sql.class)
                .query(
                        workspace.id(),
                        row -> copies.add(new Copy(
                                row.getLong("id"),
                                row.getString("first_name"),
                                row.getString("last_name"),
                                row.getString("email"),
                                row.getString("status"),
                                row.getString("source"),
                                row.getBoolean("starred"),
                                row.getBoolean("tagged"),
                                row.getInt("lead_score"),
                                leadhub.base.Times.get(row, "created_at"),
                                leadhub.base.Times.get(row, "updated_at"))),
                        "select *, tag_ids <> '{}' as tagged from leads where workspace_id = ?",
                        workspace.id());
        assertThat(copies).hasSize(LEADS);
    }

    private static LeadChange facts(Random random) {
        Change<@Nullable String> keep = Change.keep();
        return LeadChange.builder()
                .change(
                        LeadFields.FIRST_NAME,
                        random.nextInt(20) == 0 ? keep : Change.set(NAMES[random.nextInt(NAMES.length)]))
                .change(
                        LeadFields.LAST_NAME,
                        random.nextInt(4) == 0
                                ? keep
                                : Change.set(NAMES[random.nextInt(NAMES.length)] + " " + random.nextInt(3)))
                .change(
                        LeadFields.EMAIL,
                        random.nextInt(6) == 0 ? keep : Change.set("m%04d@example.com".formatted(random.nextInt(2000))))
                .set(LeadFields.SOURCE, random.nextInt(3) == 0 ? "website" : "facebook")
                .set(LeadFields.STATUS, LeadStatus.values()[Math.min(4, random.nextInt(9))])
                .set(LeadFields.STARRED, random.nextInt(2) == 0)
                .tags(random.nextInt(5) < 3 ? Change.set(List.of("Hot")) : Change.keep())
                .build();
    }

    /** Gives leads scores, and few different times, so that ties are everywhere. */
    private void spread() {
        var sql = server.bean(Sql.class);
        var time = "timestamptz '2026-01-01 00:00:00+00' + interval '1 hour' * (id %% 97)";
        sql.update(workspace.id(), """
                update leads
                set lead_score = id %% 7, created_at = %s, updated_at = timestamptz '2026-05-01 00:00:00+00' + interval '1 second' * (id %% 61)
                where workspace_id = ?
                """.formatted(time).replace("%%", "%"), workspace.id());
        for (var table : List.of("lead_tags", "lead_search")) {
            sql.update(workspace.id(), """
                    update %s t
                    set created_at = l.created_at
                    from leads l
                    where l.workspace_id = t.workspace_id and l.id = t.lead_id and l.workspace_id = ?
                    """.formatted(table), workspace.id());
        }
    }

    @ParameterizedTest
    @EnumSource(LeadSort.class)
    void every_page_of_every_order_is_the_sorted_copys(LeadSort sort) {
        for (var direction : LeadSort.Direction.values()) {
            walk(sort, direction, "", copy -> true, 100);
            walk(sort, direction, "&tag=hot", Copy::tagged, 100);
            walk(sort, direction, "&search=n&status=converted", copy -> finds(copy, "n") && is(copy, "converted"), 50);
        }
    }

    @ParameterizedTest
    @EnumSource(LeadSort.Direction.class)
    void every_filter_walks_as_well(LeadSort.Direction direction) {
        var sorts = new LeadSort[] {LeadSort.CREATED_AT, LeadSort.LAST_NAME};
        var filters = new LinkedHashMap<String, Predicate<Copy>>(Map.of(
                "&status=lost",
                copy -> is(copy, "lost"),
                "&source=website",
                copy -> copy.source().equals("website"),
                "&starred=true",
                Copy::starred,
                "&starred=no",
                copy -> !copy.starred(),
                "&search=ann",
                copy -> finds(copy, "ann"),
                "&search=anna+2",
                copy -> finds(copy, "anna 2"),
                "&tag=HOT&starred=1",
                copy -> copy.tagged() && copy.starred(),
                "&created_after=2026-01-03",
                copy -> copy.createdAt().isAfter(Instant.parse("2026-01-03T00:00:00Z")),
                "&created_before=2026-01-03T05:00:00Z&source=facebook",
                copy -> copy.createdAt().isBefore(Instant.parse("2026-01-03T05:00:00Z"))
                        && copy.source().equals("facebook")));
        for (var sort : sorts) {
            filters.forEach((query, filter) -> walk(sort, direction, query, filter, 100));
        }
    }

    @ParameterizedTest
    @EnumSource(LeadSort.class)
    void a_cursor_reads_every_order_on_to_its_end(LeadSort sort) {
        for (var direction : LeadSort.Direction.values()) {
            readOn(sort, direction, "", copy -> true, 97);
            readOn(sort, direction, "&tag=hot", Copy::tagged, 100);
            readOn(
                    sort,
                    direction,
                    "&search=n&status=converted",
                    copy -> finds(copy, "n") && is(copy, "converted"),
                    50);
            readOn(sort, direction, "&search=ann", copy -> finds(copy, "ann"), 100);
            readOn(sort, direction, "&updated_after=2000-01-01&starred=1", Copy::starred, 100);
        }
    }

    private void readOn(
            LeadSort sort, LeadSort.Direction direction, String query, Predicate<Copy> filter, int perPage) {
        var expected = copies.stream()
                .filter(filter)
                .sorted(order(sort, direction))
                .map(Copy::id)
                .toList();
        var got = new ArrayList<Long>();
        var path = "/api/v1/leads?sort=" + sort.name() + "&direction=" + direction.name() + "&per_page=" + perPage
                + query + "&cursor=";
        while (!path.isEmpty()) {
            var answer = api.get(path);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.number("meta.total")).isEqualTo(expected.size());
            answer.at("data").forEach(lead -> got.add(lead.at("/id").asLong()));
            var next = answer.at("links.next");
            assertThat(next.isNull()).isEqualTo(answer.at("meta.next_cursor").isNull());
            path = next.isNull() ? "" : next.asString().replaceFirst("^https?://[^/]+", "");
        }
        assertThat(got).as(query).isEqualTo(expected);
    }

    @Test
    void lymbe_walks_the_same_way() {
        var lymbe = workspace.lymbe();
        var expected = copies.stream()
                .sorted(order(LeadSort.CREATED_AT, LeadSort.Direction.DESC))
                .map(copy -> leadhub.lymbe.OpaqueId.of("lead", copy.id()))
                .toList();
        var got = new ArrayList<String>();
        var hasMore = true;
        while (hasMore) {
            var page = lymbe.get("/api/v1/leads?limit=100&offset=" + got.size());
            page.at("leads").forEach(lead -> got.add(lead.at("/id").asString()));
            hasMore = page.at("pagination.hasMore").asBoolean();
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.number("pagination.total")).isEqualTo(LEADS);
            assertThat(page.at("leads")).isNotEmpty();
        }
        assertThat(got).isEqualTo(expected);
        assertThat(lymbe.get("/api/v1/leads?limit=7&offset=2995").at("leads")).hasSize(5);
        assertThat(lymbe.get("/api/v1/leads?offset=9999999999999999999999").at("leads"))
                .isEmpty();
    }

    @Test
    void odd_page_sizes_meet_in_the_middle() {
        walk(LeadSort.FIRST_NAME, LeadSort.Direction.ASC, "", copy -> true, 97);
        walk(
                LeadSort.EMAIL,
                LeadSort.Direction.DESC,
                "&source=facebook",
                copy -> copy.source().equals("facebook"),
                89);
    }

    private void walk(LeadSort sort, LeadSort.Direction direction, String query, Predicate<Copy> filter, int perPage) {
        var expected = copies.stream()
                .filter(filter)
                .sorted(order(sort, direction))
                .map(Copy::id)
                .toList();
        var path = "/api/v1/leads?sort=" + sort.name().toLowerCase(Locale.ROOT) + "&direction="
                + direction.name().toLowerCase(Locale.ROOT) + "&per_page=" + perPage + query;
        var pages = Math.max(1, (expected.size() + perPage - 1) / perPage);
        for (var page = 1; page <= pages + 1; page++) {
            var answer = api.get(path + "&page=" + page);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var from = Math.min(expected.size(), (page - 1) * perPage);
            var part = expected.subList(from, Math.min(expected.size(), from + perPage));
            assertThat(answer.at("data")
                            .valueStream()
                            .map(lead -> lead.at("/id").asLong()))
                    .as(path + "&page=" + page)
                    .containsExactlyElementsOf(part);
            assertThat(answer.number("meta.total")).isEqualTo(expected.size());
            assertThat(answer.number("meta.last_page")).isEqualTo(pages);
        }
    }

    private static Comparator<Copy> order(LeadSort sort, LeadSort.Direction direction) {
        Comparator<Copy> ascending = switch (sort) {
            case CREATED_AT -> Comparator.comparing(Copy::createdAt);
            case UPDATED_AT -> Comparator.comparing(Copy::updatedAt);
            case LEAD_SCORE -> Comparator.comparing(Copy::score);
            case FIRST_NAME -> Comparator.comparing(Copy::firstName, Comparator.nullsLast(COLLATOR::compare));
            case LAST_NAME -> Comparator.comparing(Copy::lastName, Comparator.nullsLast(COLLATOR::compare));
            case EMAIL -> Comparator.comparing(Copy::email, Comparator.nullsLast(COLLATOR::compare));
        };
        var withTies = ascending.thenComparing(Copy::id);
        return direction == LeadSort.Direction.ASC ? withTies : withTies.reversed();
    }

    private static boolean is(Copy copy, String status) {
        return copy.status().equals(status);
    }

    private static boolean finds(Copy copy, String part) {
        return plain(copy.firstName() + " " + copy.lastName())
                        .replace("null", "")
                        .strip()
                        .contains(part)
                || copy.email() != null && copy.email().contains(part);
    }

    private static String plain(String text) {
        return java.text.Normalizer.normalize(text.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }
}
