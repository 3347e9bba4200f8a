package leadhub.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiAnswer;
import leadhub.testing.TestServer;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;

class ReceiveLeadsTogetherTest {
    private final TestServer server = TestServer.get();

    @Test
    void fifty_equal_posts_at_once_in_two_processes_make_one_lead() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        server.otherProcess();
        var answers = Together.times(
                50, i -> workspace.either(api, i).post("/api/inbound/leads?tenant=" + workspace.slug(), """
                        {"email": "sarah@example.com", "phone": "+14155551234", "tags": ["newsletter"], "custom_fields": {"a": 1}}
                        """));
        assertThat(Together.count(answers, 201)).isEqualTo(1);
        assertThat(Together.count(answers, 200)).isEqualTo(49);
        assertThat(answers.stream().map(answer -> answer.number("lead_id")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .allMatch(answer -> answer.at("is_duplicate").asBoolean());
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void those_who_share_a_phone_or_an_e_mail_only_become_one_lead_too() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var answers = Together.times(
                40,
                i -> workspace.either(api, i).post("/api/inbound/leads?tenant=" + workspace.slug(), """
                        {"email": "%s@example.com", "phone": "(415) 555-1234", "tags": ["n%d", "N%d"]}
                        """.formatted(
                                "person" + i % 4, i % 5, (i + 1) % 5)));
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.number("lead_id")).distinct())
                .hasSize(1);
        var lead = api.get("/api/v1/leads").at("data.0");
        assertThat(lead.at("/tags")).hasSize(5);
    }

    @Test
    void many_different_leads_with_the_same_new_tags_are_all_taken() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var answers = Together.times(
                60,
                i -> workspace.either(api, i).post("/api/inbound/leads?tenant=" + workspace.slug(), """
                        {"email": "p%d@example.com", "tags": %s}
                        """.formatted(
                                i, i % 2 == 0 ? "[\"a\",\"b\",\"c\"]" : "[\"C\",\"B\",\"A\"]")));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(201);
        assertThat(api.get("/api/v1/tags").number("meta.total")).isEqualTo(3);
        assertThat(api.get("/api/v1/leads?tag=b").number("meta.total")).isEqualTo(60);
    }
}
