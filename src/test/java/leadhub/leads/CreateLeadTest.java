package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.TestServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreateLeadTest {
    private final TestServer server = TestServer.get();

    @Nested
    class ByApi {
        @Test
        void everything_that_is_sent_comes_back() {
            var api = server.newWorkspace().leadHub();
            var created = api.post("/api/v1/leads", """
                    {"first_name": " Sarah ", "last_name": "Johnson", "email": "Sarah@example.com", "phone": "(415) 555-1234",
                     "company": "Tech Corp", "job_title": "CTO", "linkedin_url": "https://linkedin.com/in/s", "country": "US",
                     "industry": "IT", "company_size": "50", "source": "website", "status": "contacted", "deal_value": 1000.50,
                     "starred": true, "notes": "Hello", "custom_fields": {"budget": "10000", "n": 1.10},
                     "tags": ["hot-lead", "enterprise", "HOT-LEAD"]}
                    """);
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.header("Location"))
                    .isEqualTo(server.origin() + "/api/v1/leads/" + created.number("data.id"));
            var got = api.get("/api/v1/leads/" + created.number("data.id"));
            assertThat(got.json()).isEqualTo(created.json());
            assertThat(got.text("data.first_name")).isEqualTo("Sarah");
            assertThat(got.at("data.tags").toString()).isEqualTo("[\"hot-lead\",\"enterprise\"]");
            assertThat(got.at("data.deal_value").toString()).isEqualTo("1000.5");
            assertThat(got.at("data.custom_fields.n").toString()).isEqualTo("1.10");
            assertThat(got.at("data.possible_duplicate").asBoolean()).isFalse();
        }

        @Test
        void all_mistakes_are_told_of_at_once() {
            var answer = server.newWorkspace().leadHub().post("/api/v1/leads", """
                    {"email": "no", "status": "maybe", "pipeline_id": 99999999, "assigned_user_id": 99999999, "tags": [5]}
                    """);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("message")).isEqualTo("The given data was invalid.");
            assertThat(answer.text("errors.first_name.0")).isEqualTo("The first name field is required.");
            assertThat(answer.text("errors.email.0")).isEqualTo("The email field must be a valid email address.");
            assertThat(answer.text("errors.status.0")).isEqualTo("The selected status is invalid.");
            assertThat(answer.text("errors.pipeline_id.0")).isEqualTo("The selected pipeline id is invalid.");
            assertThat(answer.text("errors.assigned_user_id.0")).isEqualTo("The selected assigned user id is invalid.");
            assertThat(answer.json().at("/errors/tags.0/0").asString()).isEqualTo("The tags.0 field must be a string.");
        }
    }

    @Nested
    class ByLymbe {
        @Test
        void the_name_comes_back_as_it_was_sent() {
            var workspace = server.newWorkspace();
            var created = workspace.lymbe().post("/api/v1/leads", """
                    {"name": " Max  Mustermann ", "email": "max@example.com", "phone": "", "tags": ["a", ""], "extra": 1}
                    """);
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.text("lead.name")).isEqualTo(" Max  Mustermann ");
            assertThat(created.text("lead.phone")).isEmpty();
            assertThat(created.at("lead.tags").toString()).isEqualTo("[\"a\"]");
            assertThat(workspace.lymbe().get("/api/v1/leads?search=mustermann").number("pagination.total"))
                    .isEqualTo(1);
            assertThat(workspace.leadHub().get("/api/v1/leads").number("meta.total"))
                    .isEqualTo(1);
        }
    }
}
