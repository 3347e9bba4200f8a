package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotDuplicatesTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void two_with_one_e_mail_may_be_the_same_until_one_changes_it_or_goes() {
        var first = make("{\"first_name\": \"A\", \"email\": \"Sarah@Example.com\"}", false);
        var second = make("{\"first_name\": \"B\", \"email\": \"sarah@example.COM\"}", true);
        assertDuplicate(first, true);
        api.patch(LEADS + "/" + first, "{\"email\": \"other@example.com\"}");
        assertDuplicate(first, false);
        assertDuplicate(second, false);
        var third = make("{\"first_name\": \"C\", \"email\": \"other@example.com\"}", true);
        assertDuplicate(first, true);
        api.delete(LEADS + "/" + third);
        assertDuplicate(first, false);
        var back = api.patch(LEADS + "/" + first, "{\"email\": \"SARAH@example.com\"}");
        assertThat(back.at("data.possible_duplicate").asBoolean()).isTrue();
        assertThat(api.get(LEADS)
                        .at("data")
                        .valueStream()
                        .filter(lead -> lead.at("/possible_duplicate").asBoolean()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "US,(415) 555-1234,+14155551234,true",
        "US,415-555-1234,001 415 555 1234,false",
        "DE,0176 12345678,+49 176 12345678,true",
        "DE,0049 176 12345678,+4917612345678,true",
        "US,12345,12345,false",
        "GB,07400 123456,+447400123456,true",
        "US,+1 415 555 1234 ext. 5,(415) 555-1234 x5,true",
        "US,+1 415 555 1234 ext. 5,+14155551234,false",
        "US,+1 415 555 1234 ext. 5,415 555 1234 ext. 6,false",
        "DE,030 1234567 Durchwahl 12,+49 30 1234567;ext=12,true",
        "DE,030 1234567 DW 12,030 1234567 DW 13,false",
        "US,ask Bob,ask Bob,false"
    })
    void phones_are_compared_by_their_international_form(String country, String one, String other, boolean same) {
        var there = server.newWorkspace(country).leadHub();
        var first = there.post(LEADS, "{\"first_name\": \"A\", \"phone\": \"" + one + "\"}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("data.phone")).isEqualTo(one);
        var second = there.post(LEADS, "{\"first_name\": \"B\", \"phone\": \"" + other + "\"}");
        assertThat(second.at("data.possible_duplicate").asBoolean()).isEqualTo(same);
    }

    @Test
    void behind_one_switchboard_only_the_same_e_mail_makes_one_person() {
        var there = server.newWorkspace("US");
        var api = there.leadHub();
        api.post(LEADS, "{\"first_name\": \"A\", \"email\": \"a@example.com\", \"phone\": \"415 555 1234 x1\"}");
        var inbound = "/api/inbound/leads?tenant=" + there.slug();
        assertThat(api.post(inbound, "{\"email\": \"b@example.com\", \"phone\": \"+1 415 555 1234 ext. 2\"}")
                        .text("status"))
                .isEqualTo("created");
        assertThat(api.post(inbound, "{\"email\": \"c@example.com\", \"phone\": \"+1 415 555 1234 ext. 1\"}")
                        .text("status"))
                .isEqualTo("duplicate");
        assertThat(api.post(inbound, "{\"email\": \"A@example.com\", \"phone\": \"+1 415 555 1234 ext. 3\"}")
                        .text("status"))
                .isEqualTo("duplicate");
    }

    @Test
    void the_international_form_is_kept_beside_the_number_as_given() {
        var there = server.newWorkspace("DE");
        there.leadHub().post(LEADS, "{\"first_name\": \"A\", \"phone\": \"0176 12345678\"}");
        assertThat(server.bean(Sql.class)
                        .query(
                                there.id(),
                                row -> row.getString(1),
                                "select phone_e164 from leads where workspace_id = ?",
                                there.id()))
                .containsExactly("+4917612345678");
    }

    @Test
    void leads_of_strangers_are_never_duplicates() {
        make("{\"first_name\": \"A\", \"email\": \"a@example.com\"}", false);
        var stranger =
                server.newWorkspace().leadHub().post(LEADS, "{\"first_name\": \"A\", \"email\": \"a@example.com\"}");
        assertThat(stranger.at("data.possible_duplicate").asBoolean()).isFalse();
    }

    @Test
    void very_long_addresses_are_told_apart_too() {
        var lymbe = workspace.lymbe();
        var domain = "a.".repeat(3000) + "com";
        for (var i = 0; i < 2; i++) {
            assertThat(lymbe.post(LEADS, "{\"name\": \"A\", \"email\": \"x@%s\"}".formatted(domain))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(lymbe.post(LEADS, "{\"name\": \"A\", \"email\": \"y@%s\"}".formatted(domain))
                        .status())
                .isEqualTo(201);
        var duplicates = api.get(LEADS + "?sort=created_at&direction=asc")
                .at("data")
                .valueStream()
                .map(lead -> lead.at("/possible_duplicate").asBoolean());
        assertThat(duplicates).containsExactly(true, true, false);
    }

    private long make(String body, boolean duplicate) {
        var made = api.post(LEADS, body);
        assertThat(made.at("data.possible_duplicate").asBoolean()).isEqualTo(duplicate);
        return made.number("data.id");
    }

    private void assertDuplicate(long id, boolean duplicate) {
        assertThat(api.get(LEADS + "/" + id).at("data.possible_duplicate").asBoolean())
                .isEqualTo(duplicate);
    }
}
