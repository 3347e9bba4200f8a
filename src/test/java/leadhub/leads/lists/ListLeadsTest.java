package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListLeadsTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void an_empty_list_has_one_page_and_every_member() {
        var answer = api.get(LEADS);
        assertThat(answer.at("data").toString()).isEqualTo("[]");
        assertThat(answer.at("meta").toString())
                .isEqualTo(
                        "{\"current_page\":1,\"last_page\":1,\"per_page\":15,\"total\":0,\"from\":null,\"to\":null}");
        var page = server.origin() + LEADS + "?page=1";
        assertThat(answer.at("links").toString())
                .isEqualTo("{\"first\":\"%1$s\",\"last\":\"%1$s\",\"prev\":null,\"next\":null,\"self\":\"%1$s\"}"
                        .formatted(page));
    }

    @Test
    void pages_link_to_each_other_and_keep_the_other_parameters() {
        make(7);
        var query = "?per_page=3&x=%C3%A9+a&status=new&page=2&search=";
        var answer = api.get(LEADS + query);
        assertThat(answer.at("meta").toString())
                .isEqualTo("{\"current_page\":2,\"last_page\":3,\"per_page\":3,\"total\":7,\"from\":4,\"to\":6}");
        var base = server.origin() + LEADS + "?per_page=3&x=%C3%A9+a&status=new&search=&page=";
        assertThat(answer.text("links.first")).isEqualTo(base + "1");
        assertThat(answer.text("links.last")).isEqualTo(base + "3");
        assertThat(answer.text("links.prev")).isEqualTo(base + "1");
        assertThat(answer.text("links.next")).isEqualTo(base + "3");
        assertThat(answer.text("links.self")).isEqualTo(base + "2");
        var last = api.get(LEADS + "?per_page=3&page=3");
        assertThat(last.at("links.next").isNull()).isTrue();
        assertThat(last.number("meta.from")).isEqualTo(7);
        assertThat(last.number("meta.to")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "1000", "9007199254740991"})
    void a_page_past_the_end_is_empty(String page) {
        make(7);
        var answer = api.get(LEADS + "?per_page=3&page=" + page);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("data")).isEmpty();
        assertThat(answer.at("meta.from").isNull()).isTrue();
        assertThat(answer.at("meta.to").isNull()).isTrue();
        assertThat(answer.number("meta.total")).isEqualTo(7);
        assertThat(answer.number("meta.last_page")).isEqualTo(3);
        assertThat(answer.at("links.next").isNull()).isTrue();
        if (page.equals("4")) {
            assertThat(answer.text("links.prev")).endsWith("page=3");
        }
    }

    @Test
    void long_pages_are_served_as_a_hundred() {
        make(2);
        assertThat(api.get(LEADS + "?per_page=101").number("meta.per_page")).isEqualTo(100);
        assertThat(api.get(LEADS + "?per_page=99999999999999999999").number("meta.per_page"))
                .isEqualTo(100);
        assertThat(api.get(LEADS + "?per_page=100").text("links.self")).endsWith("?per_page=100&page=1");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0,page",
        "page=-1,page",
        "page=x,page",
        "page=1.5,page",
        "per_page=0,per_page",
        "per_page=-5,per_page",
        "per_page=ten,per_page",
        "page[]=1,page",
        "sort=name,sort",
        "sort=id,sort",
        "direction=up,direction",
        "status=maybe,status",
        "pipeline_id=999999999,pipeline_id",
        "pipeline_id=x,pipeline_id",
        "stage_id=999999999,stage_id",
        "assigned_user_id=999999999,assigned_user_id",
        "created_after=yesterday,created_after",
        "created_before=2026-13-01,created_before",
        "starred=maybe,starred",
        "search[]=a,search",
        "tag[]=a,tag",
        "search=%00,search",
        "source=%00,source",
        "created_after=2026-02-30,created_after",
        "updated_after=yesterday,updated_after",
        "updated_before=20261325,updated_before",
        "updated_after=20261125T2560Z,updated_after",
        "updated_after[]=2026-11-25,updated_after",
        "created_after=2026329,created_after",
        "email[]=a@b,email",
        "phone=%00,phone",
        "page=9007199254740992,page",
        "page=99999999999999999999999999,page"
    })
    void what_cannot_be_right_is_refused(String query, String field) {
        var answer = api.get(LEADS + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("errors").propertyNames()).containsExactly(field);
    }

    /** A list in place of a number is a bad number, and so on for each kind. */
    @ParameterizedTest
    @CsvSource({
        "page,must be an integer.",
        "per_page,must be an integer.",
        "stage_id,must be an integer.",
        "starred,must be true or false.",
        "created_before,must be a valid date.",
        "source,must be a string."
    })
    void a_list_is_refused_as_a_bad_value_is(String name, String wrong) {
        for (var sent : List.of("[]=2", "[0]=2", "[x]=")) {
            assertThat(api.get(LEADS + "?" + name + sent).text("errors." + name + ".0"))
                    .isEqualTo("The " + name.replace('_', ' ') + " field " + wrong);
        }
        assertThat(api.get(LEADS + "?sort[]=email").text("errors.sort.0")).isEqualTo("The selected sort is invalid.");
    }

    @Test
    void the_last_page_that_javascript_can_name_is_named_exactly() {
        var answer = api.get(LEADS + "?per_page=100&page=9007199254740991");
        assertThat(answer.body()).contains("\"current_page\":9007199254740991,");
        assertThat(answer.text("links.prev")).endsWith("page=9007199254740990");
        assertThat(api.get(LEADS + "?page=9007199254740992").text("errors.page.0"))
                .isEqualTo("The page field must not be greater than 9007199254740991.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-W13-6", "2026W136", "2026-W13", "2026-w13-6T09:15:00Z", "2026W136T091500Z"})
    void week_dates_are_refused_by_name(String date) {
        for (var name : List.of("created_after", "updated_before")) {
            assertThat(api.get(LEADS + "?" + name + "=" + date).text("errors." + name + ".0"))
                    .isEqualTo("The " + name.replace('_', ' ') + " field must not be a week date.");
        }
        var lymbe = workspace.lymbe().get(LEADS + "?from=" + date);
        assertThat(lymbe.status()).isEqualTo(400);
        assertThat(lymbe.text("error.details.0.message")).contains("week date");
    }

    @Test
    void all_wrong_parameters_are_told_of_at_once() {
        var answer = api.get(LEADS + "?page=0&sort=x&status=y&starred=z");
        assertThat(answer.at("errors").propertyNames()).containsExactlyInAnyOrder("page", "sort", "status", "starred");
        assertThat(answer.text("errors.sort.0")).isEqualTo("The selected sort is invalid.");
        assertThat(answer.text("errors.status.0")).isEqualTo("The selected status is invalid.");
    }

    @Test
    void records_of_another_workspace_are_unknown_as_filters() {
        var other = server.newWorkspace().leadHub();
        var pipeline = other.get("/api/v1/pipelines").at("data.0");
        var user = other.post("/api/v1/users", "{\"name\": \"U\", \"email\": \"u@example.com\"}")
                .number("data.id");
        assertThat(api.get(LEADS + "?pipeline_id=" + pipeline.at("/id")).status())
                .isEqualTo(422);
        assertThat(api.get(LEADS + "?stage_id=" + pipeline.at("/stages/0/id")).status())
                .isEqualTo(422);
        assertThat(api.get(LEADS + "?assigned_user_id=" + user).status()).isEqualTo(422);
    }

    @Test
    void an_unknown_tag_or_source_is_an_empty_list() {
        make(1);
        assertThat(total("tag=nobody")).isZero();
        assertThat(total("source=nowhere")).isZero();
    }

    @Test
    void empty_and_unknown_parameters_are_absent_and_the_last_of_a_repeated_one_counts() {
        make(3);
        assertThat(
                        total(
                                "status=&page=&per_page=&sort=&direction=&search=&tag=&starred=&created_after=&pipeline_id=&foo=bar"))
                .isEqualTo(3);
        assertThat(total("status=lost&status=new")).isEqualTo(3);
        assertThat(total("status=new&status=lost")).isZero();
        assertThat(api.get(LEADS + "?direction=ASC&sort=CREATED_AT&per_page=%202%20")
                        .number("meta.per_page"))
                .isEqualTo(2);
    }

    @Test
    void each_filter_finds_what_it_says() {
        var pipeline = api.post("/api/v1/pipelines", "{\"name\": \"P\"}").at("data");
        var stage = pipeline.at("/stages/1/id").asLong();
        var user = api.post("/api/v1/users", "{\"name\": \"U\", \"email\": \"u@example.com\"}")
                .number("data.id");
        var one = api.post(LEADS, """
                        {"first_name": "One", "source": "Website", "status": "won", "pipeline_stage_id": %d,
                         "assigned_user_id": %d, "starred": true, "tags": ["Größe", "a/b"]}
                        """.formatted(stage, user)).number("data.id");
        make(2);
        for (var query : List.of(
                "source=Website",
                "source=%20Website%20",
                "status=won",
                "status=converted",
                "pipeline_id=" + pipeline.at("/id"),
                "stage_id=" + stage,
                "assigned_user_id=" + user,
                "tag=gr%C3%B6%C3%9Fe",
                "tag=GR%C3%96%C3%9FE",
                "tag=A%2FB",
                "starred=true",
                "starred=yes",
                "starred=ON",
                "starred=1",
                "status=won&starred=1&tag=a/b&source=Website&search=one")) {
            var answer = api.get(LEADS + "?" + query);
            assertThat(answer.number("meta.total")).as(query).isEqualTo(1);
            assertThat(answer.number("data.0.id")).isEqualTo(one);
        }
        for (var query : List.of("source=website", "tag=gro%C3%9Fe", "starred=true&status=new")) {
            assertThat(total(query)).as(query).isZero();
        }
        for (var no : List.of("false", "0", "off", "no")) {
            assertThat(total("starred=" + no)).isEqualTo(2);
        }
    }

    @Test
    void times_are_strict_and_read_in_many_spellings() {
        var created = api.post(LEADS, "{\"first_name\": \"A\"}");
        var id = created.number("data.id");
        var sql = server.bean(leadhub.base.database.Sql.class);
        for (var table : List.of("leads where id", "lead_search where lead_id")) {
            var words = table.split(" ");
            sql.update(
                    workspace.id(),
                    "update " + words[0] + " set created_at = '2026-03-28 09:15:00.5+00' where workspace_id = ? and "
                            + words[2] + " = ?",
                    workspace.id(),
                    id);
        }
        assertThat(api.get(LEADS + "/" + id).text("data.created_at")).isEqualTo("2026-03-28T09:15:00+00:00");
        for (var query : List.of(
                "created_after=2026-03-28",
                "created_after=2026-03-28T09:15:00Z",
                "created_after=2026-03-28T09:15:00.499999Z",
                "created_after=2026-03-28T10:15:00+01:00",
                "created_after=2026-03-28T10:15:00%2B01:00",
                "created_after=2026-03-28T09:15:00",
                "created_after=2026-03-28%2009:15:00",
                "created_after=2026-03-28%2009:15",
                "created_after=2026-03-28+10:15:00+01:00",
                "created_after=20260328",
                "created_after=20260328T091500Z",
                "created_after=20260328T0915Z",
                "created_after=20260328t091500.499999z",
                "created_after=20260328T101500%2B0100",
                "created_after=20260328T101500+01",
                "created_before=20260328T101500.500001+01:00",
                "created_before=20260329",
                "created_before=2026-03-29",
                "created_before=2026-03-28T09:15:00.500001Z",
                "created_after=2026-03-28&created_before=2026-03-29&search=a")) {
            assertThat(total(query)).as(query).isEqualTo(1);
        }
        for (var query : List.of(
                "created_after=2026-03-29",
                "created_after=2026-03-28T09:15:00.5Z",
                "created_before=2026-03-28",
                "created_before=2026-03-28T09:15:00.5Z",
                "created_after=2026-03-28T09:16:00",
                "created_after=20260328T091600",
                "created_before=20260328",
                "created_after=2026-03-28&created_before=2026-03-28")) {
            assertThat(total(query)).as(query).isZero();
        }
    }

    @Test
    void what_changed_since_is_found_and_what_changes_meanwhile_is_counted() {
        var clock = server.clock();
        var first = api.post(LEADS, "{\"first_name\": \"A\"}").number("data.id");
        clock.pass(Duration.ofHours(1));
        var between = clock.instant();
        clock.pass(Duration.ofHours(1));
        api.post(LEADS, "{\"first_name\": \"B\"}");
        assertThat(total("updated_after=" + between)).isEqualTo(1);
        assertThat(total("updated_before=" + between)).isEqualTo(1);
        api.patch(LEADS + "/" + first, "{\"notes\": \"changed\"}");
        assertThat(total("updated_after=" + between)).isEqualTo(2);
        assertThat(total("updated_before=" + between)).isZero();
        assertThat(total("updated_after=" + between + "&created_before=" + between))
                .isEqualTo(1);
        var moment = java.time.OffsetDateTime.parse(api.get(LEADS + "/" + first).text("data.updated_at"))
                .toInstant();
        assertThat(total("updated_after=" + moment.plusSeconds(1) + "&updated_before=" + moment))
                .isZero();
        api.delete(LEADS + "/" + first);
        assertThat(total("updated_after=" + between)).isEqualTo(1);
        assertThat(api.get(LEADS + "?updated_after=" + between + "&sort=updated_at&direction=asc&page=2")
                        .at("data"))
                .isEmpty();
    }

    @Test
    void leads_are_found_by_exactly_their_email_and_their_phone() {
        var german = server.newWorkspace("DE").leadHub();
        var id = german.post(LEADS, """
                {"first_name": "A", "email": "Ann@Example.com", "phone": "030 123456"}
                """).number("data.id");
        german.post(LEADS, "{\"first_name\": \"B\", \"email\": \"ann@example.com.au\", \"phone\": \"030 1234567\"}");
        german.post(LEADS, "{\"first_name\": \"C\", \"phone\": \"123\"}");
        for (var query : List.of(
                "email=ann@example.com",
                "email=%20ANN@EXAMPLE.COM%20",
                "phone=030123456",
                "phone=%2B49%2030%20123456",
                "phone=+4930123456",
                "phone=0049-30-123456",
                "email=ann@example.com&phone=030123456&status=new")) {
            var answer = german.get(LEADS + "?" + query);
            assertThat(answer.number("meta.total")).as(query).isEqualTo(1);
            assertThat(answer.number("data.0.id")).as(query).isEqualTo(id);
        }
        for (var query : List.of(
                "email=ann@example", "email=nobody", "phone=123", "phone=none", "phone=030123456&email=x@y.z")) {
            assertThat(german.get(LEADS + "?" + query).number("meta.total"))
                    .as(query)
                    .isZero();
        }
        assertThat(german.get(LEADS + "?email=&phone=").number("meta.total")).isEqualTo(3);
    }

    @Test
    void names_sort_without_case_and_accents_and_nobodys_name_comes_last() {
        for (var name : new String[] {"zoe", "Émil", "emil", "Ada", "östen", "Olga", "王伟"}) {
            api.post(LEADS, "{\"first_name\": \"x\", \"last_name\": \"%s\"}".formatted(name));
        }
        api.post(LEADS, "{\"first_name\": \"x\"}");
        assertThat(names("sort=last_name&direction=asc"))
                .containsExactly("Ada", "Émil", "emil", "Olga", "östen", "zoe", "王伟", null);
        assertThat(names("sort=last_name")).containsExactly(null, "王伟", "zoe", "östen", "Olga", "emil", "Émil", "Ada");
        assertThat(names("")).startsWith(null, "王伟").endsWith("Émil", "zoe");
    }

    @Test
    void a_lead_that_is_touched_comes_first_by_its_update() {
        var first = api.post(LEADS, "{\"first_name\": \"A\"}").number("data.id");
        api.post(LEADS, "{\"first_name\": \"B\"}");
        api.patch(LEADS + "/" + first, "{\"first_name\": \"C\"}");
        assertThat(api.get(LEADS + "?sort=updated_at").number("data.0.id")).isEqualTo(first);
        assertThat(api.get(LEADS + "?sort=updated_at&direction=asc").number("data.1.id"))
                .isEqualTo(first);
    }

    @Test
    void links_begin_with_the_configured_address() {
        try (var named = server.startSecond(java.util.Map.of("--base-url", "https://leads.example.com/"))) {
            var there = api.at(TestServer.origin(named));
            assertThat(there.get(LEADS).text("links.self")).isEqualTo("https://leads.example.com/api/v1/leads?page=1");
            assertThat(there.post(LEADS, "{\"first_name\": \"A\"}").header("Location"))
                    .startsWith("https://leads.example.com/api/v1/leads/");
        }
    }

    private List<String> names(String query) {
        return api.get(LEADS + "?" + query)
                .at("data")
                .valueStream()
                .map(lead -> lead.at("/last_name").isNull()
                        ? null
                        : lead.at("/last_name").asString())
                .toList();
    }

    private void make(int count) {
        for (var i = 0; i < count; i++) {
            ApiAnswer made = api.post(LEADS, "{\"first_name\": \"L%d\"}".formatted(i));
            assertThat(made.status()).isEqualTo(201);
        }
    }

    private long total(String query) {
        var answer = api.get(LEADS + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("data")).hasSize((int) answer.number("meta.total"));
        return answer.number("meta.total");
    }
}
