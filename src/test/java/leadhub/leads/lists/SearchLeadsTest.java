package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.base.Json;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLeadsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Nested
    class ByApi {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sarah",
                    "SARAH",
                    "ara",
                    "s",
                    "sa",
                    "Johnson",
                    "sarah johnson",
                    "h j",
                    "johnson sarah",
                    "arah John",
                    "sarah.j@example",
                    "EXAMPLE.com",
                    "@",
                    "4155551234",
                    "+14155551234",
                    "14155551234",
                    "(415) 555",
                    "415-555-1234",
                    "+1 (415) 555-12",
                    "555 1234",
                    "555.1234",
                    "5551",
                    "34",
                    "5",
                    " sarah "
                })
        void a_part_of_name_e_mail_or_phone_finds_her(String search) {
            make("Sarah", "Johnson", "Sarah.J@Example.com", "(415) 555-1234", "Tech Corp");
            make("Bob", null, null, null, null);
            assertThat(found(search)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sarahjohnson",
                    "tech",
                    "corp",
                    "sarah tech",
                    "q",
                    "%",
                    "_",
                    "s%h",
                    "s_rah",
                    "\\",
                    "4155551235",
                    "555123455",
                    "com4155",
                    "sarahh",
                    "johnson sarah.j",
                    "1234 sarah"
                })
        void what_is_nowhere_in_her_finds_nobody(String search) {
            make("Sarah", "Johnson", "Sarah.J@Example.com", "(415) 555-1234", "Tech Corp");
            assertThat(found(search)).isZero();
        }

        @Test
        void accents_and_case_count_nowhere() {
            make("Jürgen", "Øster", "jürgen@exämple.de", null, null);
            make("Łukasz", "Straße", null, null, null);
            make("ΟΔΥΣΣΕΥΣ", "İpek", null, null, null);
            // The same letter in two characters.
            make("Rene\u0301", "Nie\u0301ce", null, null, null);
            for (var search : new String[] {
                "jurgen",
                "JÜRGEN",
                "oster",
                "ØSTER",
                "example",
                "exämple",
                "lukasz",
                "strasse",
                "STRASSE",
                "straße",
                "οδυσσευς",
                "ΟΔΥΣΣΕΥΣ",
                "οδυσσευσ",
                "ipek",
                "İPEK",
                "rené",
                "rene",
                "niece",
                "Niéce"
            }) {
                assertThat(found(search)).as(search).isEqualTo(1);
            }
        }

        @Test
        void percent_and_underscore_are_plain_characters() {
            make("100%", "a_b", null, null, null);
            make("1000", "aXb", null, null, null);
            make("back\\slash", null, null, null, null);
            assertThat(found("100%")).isEqualTo(1);
            assertThat(found("0%")).isEqualTo(1);
            assertThat(found("%")).isEqualTo(1);
            assertThat(found("_")).isEqualTo(1);
            assertThat(found("a_b")).isEqualTo(1);
            assertThat(found("\\")).isEqualTo(1);
            assertThat(found("k\\s")).isEqualTo(1);
        }

        @Test
        void one_and_two_characters_find_as_well() {
            make("王", "伟", null, null, null);
            make("李", "小龙", null, null, null);
            make("Å", "Ñ", null, null, null);
            make("\uD83D\uDE00", "x", null, null, null);
            assertThat(found("王")).isEqualTo(1);
            assertThat(found("伟")).isEqualTo(1);
            assertThat(found("小龙")).isEqualTo(1);
            assertThat(found("龙")).isEqualTo(1);
            assertThat(found("王 伟")).isEqualTo(1);
            assertThat(found("a")).isEqualTo(1);
            assertThat(found("\uD83D\uDE00")).isEqualTo(1);
            assertThat(found("赵")).isZero();
        }

        @Test
        void digits_find_a_number_however_it_is_written() {
            make("A", null, null, "+49 (0)176 / 1234-5678", null);
            make("B", null, null, "ext. 77", null);
            for (var search : new String[] {
                "17612345678", "4917612345678", "0176 1234", "1234 5678", "+49 176 12345678", "7612345"
            }) {
                assertThat(found(search)).as(search).isEqualTo(1);
            }
            assertThat(found("ext. 77")).isEqualTo(1);
            assertThat(found("77")).isEqualTo(1);
        }

        @Test
        void what_changes_is_found_under_its_new_name_only() {
            var id = make("Sarah", "Johnson", "s@example.com", "+14155551234", null);
            api.patch(
                    "/api/v1/leads/" + id, "{\"first_name\": \"Zelda\", \"email\": null, \"phone\": \"+14155559999\"}");
            assertThat(found("sarah")).isZero();
            assertThat(found("s@example")).isZero();
            assertThat(found("5551234")).isZero();
            assertThat(found("zelda johnson")).isEqualTo(1);
            assertThat(found("5559999")).isEqualTo(1);
            api.delete("/api/v1/leads/" + id);
            assertThat(found("zelda")).isZero();
        }

        @Test
        void a_neighbour_with_the_same_name_stays_unknown() {
            make("Sarah", null, null, null, null);
            var other = server.newWorkspace().leadHub();
            assertThat(other.get("/api/v1/leads?search=sarah").number("meta.total"))
                    .isZero();
        }

        @Test
        void a_very_long_search_finds_nobody() {
            make("Sarah", null, null, null, null);
            assertThat(found("x".repeat(5000))).isZero();
        }
    }

    @Nested
    class ByLymbe {
        @Test
        void the_company_is_found_and_the_phone_is_not() {
            make("Anna", "Müller", "anna.mueller@musterfirma.de", "+49 176 12345678", "Musterfirma GmbH");
            for (var search :
                    new String[] {"musterfirma", "GMBH", "muller", "anna m", "müller anna", "a", "mueller@", "firma g"
                    }) {
                assertThat(foundByLymbe(search)).as(search).isEqualTo(1);
            }
            for (var search : new String[] {"12345678", "+49 176", "anna anna", "de musterfirma", "%", "gmbh "}) {
                assertThat(foundByLymbe(search)).as(search).isZero();
            }
            assertThat(found("gmbh")).isZero();
        }
    }

    private long make(
            String first,
            @Nullable String last,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company) {
        var lead = Json.MAPPER.createObjectNode();
        lead.put("first_name", first)
                .put("last_name", last)
                .put("email", email)
                .put("phone", phone)
                .put("company", company);
        var made = api.post("/api/v1/leads", lead.toString());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private long found(String search) {
        return api.get("/api/v1/leads?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
                .number("meta.total");
    }

    private long foundByLymbe(String search) {
        return workspace
                .lymbe()
                .get("/api/v1/leads?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
                .number("pagination.total");
    }
}
