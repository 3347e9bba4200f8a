package leadhub.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import leadhub.passwords.Passwords;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

class ManageUsersTest {
    private static final String PATH = "/api/v1/users";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void a_user_without_a_password_is_invited() {
        var made = api.post(PATH, "{\"name\": \"Ann\", \"email\": \" Ann@Example.com \"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(server.origin() + PATH + "/" + made.number("data.id"));
        assertThat(made.at("data").propertyNames())
                .containsExactly("id", "name", "email", "role", "status", "created_at", "updated_at");
        assertThat(made.text("data.email")).isEqualTo("Ann@Example.com");
        assertThat(made.text("data.role")).isEqualTo("agent");
        assertThat(made.text("data.status")).isEqualTo("invited");
        assertThat(api.get(PATH + "/" + made.number("data.id")).json()).isEqualTo(made.json());
        assertThat(api.get(PATH).at("data.0")).isEqualTo(made.at("data"));
    }

    @Test
    void a_password_makes_a_user_active() {
        var made = api.post(
                PATH, body("ann@example.com", ", \"password\": \"  spaces count  \", \"role\": \"read_only\""));
        assertThat(made.text("data.status")).isEqualTo("active");
        assertThat(made.text("data.role")).isEqualTo("read_only");
        var invited = make("bob@example.com", "");
        assertThat(api.patch(PATH + "/" + invited, "{\"password\": \"long enough\"}")
                        .text("data.status"))
                .isEqualTo("active");
    }

    @Test
    void all_mistakes_are_told_of_at_once() {
        make("ann@example.com", "");
        var answer = api.post(
                PATH,
                "{\"email\": \"ANN@example.com\", \"role\": \"boss\", \"status\": \"gone\", \"password\": \"short\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors.name.0")).isEqualTo("The name field is required.");
        assertThat(answer.text("errors.email.0")).isEqualTo("The email has already been taken.");
        assertThat(answer.text("errors.role.0")).isEqualTo("The selected role is invalid.");
        assertThat(answer.text("errors.status.0")).isEqualTo("The selected status is invalid.");
        assertThat(answer.text("errors.password.0")).isEqualTo("The password field must be at least 8 characters.");
        assertThat(api.post(PATH, body("no", "")).text("errors.email.0"))
                .isEqualTo("The email field must be a valid email address.");
        assertThat(api.post(PATH, "{\"name\": \"x\"}").text("errors.email.0"))
                .isEqualTo("The email field is required.");
        assertThat(api.post(PATH, body("a@b", ", \"password\": \"" + "x".repeat(256) + "\""))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_update_changes_all_but_the_email() {
        var id = make("ann@example.com", "");
        var changed = api.put(
                PATH + "/" + id,
                "{\"name\": \"Anna\", \"email\": \"other\", \"role\": \"manager\", \"status\": \"suspended\", \"password\": \"\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("data.name")).isEqualTo("Anna");
        assertThat(changed.text("data.email")).isEqualTo("ann@example.com");
        assertThat(changed.text("data.role")).isEqualTo("manager");
        assertThat(changed.text("data.status")).isEqualTo("suspended");
        assertThat(api.patch(PATH + "/" + id, "{\"name\": null, \"role\": 5, \"status\": null}")
                        .at("errors")
                        .propertyNames())
                .containsExactlyInAnyOrder("name", "role", "status");
    }

    @Test
    void the_last_active_admin_stays_one() {
        var only = make("ann@example.com", ", \"role\": \"admin\", \"password\": \"long enough\"");
        make("invited@example.com", ", \"role\": \"admin\"");
        assertThat(api.delete(PATH + "/" + only).text("code")).isEqualTo("CONFLICT");
        assertThat(api.patch(PATH + "/" + only, "{\"role\": \"agent\"}").status())
                .isEqualTo(409);
        assertThat(api.patch(PATH + "/" + only, "{\"status\": \"suspended\"}").status())
                .isEqualTo(409);
        assertThat(api.patch(PATH + "/" + only, "{\"name\": \"A\", \"role\": \"admin\", \"status\": \"active\"}")
                        .status())
                .isEqualTo(200);
        make("bob@example.com", ", \"role\": \"admin\", \"password\": \"long enough\"");
        assertThat(api.delete(PATH + "/" + only).status()).isEqualTo(204);
    }

    @Test
    void a_deleted_user_is_gone_but_stays_on_leads() {
        var id = make("ann@example.com", "");
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Lee\", \"assigned_user_id\": " + id + "}");
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(api.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(api.patch(PATH + "/" + id, "{\"name\": 5}").status()).isEqualTo(404);
        assertThat(api.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(PATH).number("meta.total")).isZero();
        assertThat(api.get("/api/v1/leads/" + lead.number("data.id")).number("data.assigned_user_id"))
                .isEqualTo(id);
        assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Lee\", \"assigned_user_id\": " + id + "}")
                        .status())
                .isEqualTo(422);
        assertThat(make("ann@example.com", "")).isNotEqualTo(id);
    }

    @Test
    void a_stranger_finds_nothing_and_may_use_the_same_email() {
        var id = make("ann@example.com", "");
        var stranger = server.newWorkspace().leadHub();
        assertThat(stranger.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.patch(PATH + "/" + id, "{\"role\": 5}").status()).isEqualTo(404);
        assertThat(stranger.delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(stranger.post(PATH, body("ann@example.com", "")).status()).isEqualTo(201);
    }

    @Test
    void a_password_is_reset_by_email() {
        make("Ann@example.com", "");
        var users = server.bean(Users.class);
        assertThat(users.resetPassword(
                                workspace.caller(),
                                "ann@EXAMPLE.com",
                                server.bean(Passwords.class).hash("long enough"))
                        .status())
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    void of_many_equal_users_at_once_one_is_made() throws Exception {
        var answers = atOnce(20, i -> api.post(PATH, body("ann@example.com", ", \"password\": \"long enough\"")));
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(answers).isSubsetOf(201, 422);
    }

    @Test
    void of_two_admins_who_go_at_once_one_stays() throws Exception {
        for (var round = 0; round < 5; round++) {
            var admins = List.of(
                    make("a" + round + "@b", ", \"role\": \"admin\", \"password\": \"long enough\""),
                    make("c" + round + "@b", ", \"role\": \"admin\", \"password\": \"long enough\""));
            var keep = round;
            var answers = atOnce(
                    2,
                    i -> keep % 2 == 0
                            ? api.delete(PATH + "/" + admins.get(i))
                            : api.patch(PATH + "/" + admins.get(i), "{\"role\": \"agent\"}"));
            var active = 0;
            for (var user : api.get(PATH + "?per_page=100").at("data")) {
                active += user.get("role").asString().equals("admin") ? 1 : 0;
            }
            assertThat(answers).isSubsetOf(200, 204, 409);
            assertThat(active).isPositive();
        }
    }

    private long make(String email, String more) {
        var made = api.post(PATH, body(email, more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private static String body(String email, String more) {
        return "{\"name\": \"Somebody\", \"email\": \"" + email + "\"" + more + "}";
    }

    private static List<Integer> atOnce(int calls, IntFunction<ApiAnswer> call) throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newFixedThreadPool(16)) {
            var futures = new ArrayList<Future<ApiAnswer>>();
            for (var i = 0; i < calls; i++) {
                var number = i;
                futures.add(executor.submit(() -> call.apply(number)));
            }
            for (var future : futures) {
                statuses.add(future.get().status());
            }
        }
        return statuses;
    }
}
