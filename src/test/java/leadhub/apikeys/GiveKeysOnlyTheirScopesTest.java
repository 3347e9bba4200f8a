package leadhub.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import leadhub.actions.ActionConfig;
import leadhub.api.Credentials;
import leadhub.api.Dialect;
import leadhub.api.Route;
import leadhub.api.Router;
import leadhub.api.Scope;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.bulk.BulkChanges;
import leadhub.bulk.LeadSelection;
import leadhub.bulk.NewBulkChange;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.fields.NewField;
import leadhub.leads.Leads;
import leadhub.mail.MailServers;
import leadhub.notes.LeadNotes;
import leadhub.scoring.ScoringRules;
import leadhub.signin.links.OneTimeLinks;
import leadhub.signin.twosteps.TwoStepResets;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.NewTask;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.OpenApiFile;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.NewUser;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.workspaces.SecurityPolicies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key may do is what its scopes say, and nothing besides. */
class GiveKeysOnlyTheirScopesTest {
    private static final String USERS = "/api/v1/users";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @Test
    void every_operation_takes_its_own_scope_and_no_other_will_do() {
        var examples = RouteExamples.in(workspace);
        var own = RouteExamples.in(server.newWorkspace());
        var keys = new EnumMap<Scope, String>(Scope.class);
        EnumSet.allOf(Scope.class).forEach(scope -> keys.put(scope, key(workspace, EnumSet.of(scope))));
        var faults = new ArrayList<String>();
        var operations = 0;
        for (var dialect : server.beans(Dialect.class)) {
            for (var route : deletingLast(server.bean(Router.class).all(dialect))) {
                if (route.scope() == null) {
                    continue;
                }
                operations++;
                for (var scope : EnumSet.complementOf(EnumSet.of(route.scope()))) {
                    var status = call(dialect, route, examples, String.valueOf(keys.get(scope)))
                            .status();
                    if (status != 403) {
                        faults.add(dialect.name() + " " + route + " with " + scope + ": " + status);
                    }
                }
                if (route.template().equals("/api/v1/imports/{id}/errors")) {
                    // Those who didn't bring the file have to be an administrator's.
                    continue;
                }
                var fault = faultOf(dialect, route, own, false);
                if (!fault.isEmpty()) {
                    // One before it may have taken away what it asks for.
                    own = RouteExamples.in(server.newWorkspace());
                    fault = faultOf(dialect, route, own, true);
                }
                if (!fault.isEmpty()) {
                    faults.add(dialect.name() + " " + route + fault);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(operations).isGreaterThan(25);
    }

    private static List<Route> deletingLast(List<Route> routes) {
        return routes.stream()
                .sorted(Comparator.comparing((Route route) -> route.method().equals("DELETE"))
                        .thenComparing(route -> -route.template().length()))
                .toList();
    }

    /** What is wrong where a key has what the operation takes, or the first of two scopes alone; empty if nothing is. */
    private String faultOf(Dialect dialect, Route route, RouteExamples own, boolean isFresh) {
        var scopes = EnumSet.noneOf(Scope.class);
        scopes.add(Objects.requireNonNull(route.scope()));
        if (route.alsoScope() != null) {
            var alone = call(dialect, route, own, key(own.workspace(), scopes));
            if (alone.status() != 403) {
                return " without " + route.alsoScope() + ": " + alone.status();
            }
            scopes.add(route.alsoScope());
        }
        var answer = call(dialect, route, own, key(own.workspace(), scopes));
        // A pipeline of leads can't be deleted, and whoever may delete it is told so.
        var isFine = answer.status() / 100 == 2 || isFresh && answer.status() == 409;
        return isFine ? "" : ": " + answer.status() + " " + answer.body();
    }

    @Test
    void the_files_say_which_scopes_an_operation_takes() {
        for (var dialect : server.beans(Dialect.class)) {
            var said = new TreeMap<String, String>();
            for (var operation : OpenApiFile.read(dialect.name()).operations()) {
                if (operation.node().has("x-scope")) {
                    said.put(
                            operation.method() + " " + operation.path().replaceAll("\\{\\w+}", "{}"),
                            operation.node().get("x-scope").asString() + " "
                                    + operation.node().path("x-also-scope").asString(""));
                }
            }
            var taken = new TreeMap<String, String>();
            for (var route : server.bean(Router.class).all(dialect)) {
                if (route.scope() != null) {
                    var also = route.alsoScope();
                    taken.put(
                            route.method().toLowerCase(Locale.ROOT) + " "
                                    + route.template().replaceAll("\\{\\w+}", "{}"),
                            route.scope().spelling() + " " + (also == null ? "" : also.spelling()));
                }
            }
            if (dialect.name().equals("leadhub")) {
                assertThat(said).isEqualTo(taken);
            }
        }
    }

    private ApiAnswer call(Dialect dialect, Route route, RouteExamples examples, String key) {
        var client = dialect.name().equals("lymbe")
                ? ApiClient.lymbe(server.origin(), key)
                : ApiClient.leadHub(server.origin(), key);
        var body = examples.body(dialect.name(), route);
        return RouteExamples.saying(client, body).send(route.method(), examples.path(route), body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   |            | {"name": "x", "email": "EMAIL"}                                          | 201 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "role": "read_only"}                     | 201 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "role": "agent", "status": "active"}     | 201 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "password": ""}                          | 201 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "role": "manager"}                       | 403 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "role": " admin "}                       | 403 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "password": "long enough, that is"}      | 403 | 201
            POST   |            | {"name": "x", "email": "EMAIL", "password": "short"}                     | 403 | 422
            POST   |            | {"name": "x", "email": "EMAIL", "password": 12345678}                    | 403 | 422
            POST   |            | {"name": "", "email": "TAKEN", "role": "admin"}                          | 403 | 422
            POST   |            | {"name": "", "email": "TAKEN", "role": "boss"}                           | 422 | 422
            PATCH  | /AGENT     | {"name": "y"}                                                            | 200 | 200
            PUT    | /AGENT     | {"role": "read_only", "status": "suspended"}                             | 200 | 200
            PATCH  | /AGENT     | {"password": null}                                                       | 200 | 200
            PATCH  | /AGENT     | {"role": "manager"}                                                      | 403 | 200
            PUT    | /AGENT     | {"role": "admin"}                                                        | 403 | 200
            PATCH  | /AGENT     | {"password": "long enough, that is"}                                     | 403 | 200
            PATCH  | /READER    | {"password": "long enough, that is"}                                     | 403 | 200
            PATCH  | /MANAGER   | {"name": "y"}                                                            | 403 | 200
            PATCH  | /MANAGER   | {}                                                                       | 403 | 200
            PUT    | /ADMIN     | {"password": "long enough, that is"}                                     | 403 | 200
            PATCH  | /ADMIN     | {"status": "suspended"}                                                  | 403 | 200
            PATCH  | /ADMIN     | {"role": "agent"}                                                        | 403 | 200
            PATCH  | /ADMIN     | {"role": "boss"}                                                         | 403 | 422
            PATCH  | /1         | {"role": "admin"}                                                        | 403 | 404
            PATCH  | /1         | {"name": "y"}                                                            | 404 | 404
            DELETE | /AGENT     |                                                                          | 204 | 204
            DELETE | /READER    |                                                                          | 204 | 204
            DELETE | /MANAGER   |                                                                          | 403 | 204
            DELETE | /ADMIN     |                                                                          | 403 | 204
            DELETE | /1         |                                                                          | 404 | 404
            """)
    void managers_admins_and_passwords_take_a_scope_of_their_own(
            String method, String whom, String body, int without, int with) {
        person(Role.ADMIN);
        var people = Stream.of(Role.ADMIN, Role.MANAGER, Role.AGENT, Role.READ_ONLY)
                .map(this::person)
                .toList();
        var some = EnumSet.of(Scope.READ_USERS, Scope.WRITE_USERS, Scope.DELETE_USERS);
        var refused = send(some, method, whom, body, people);
        assertThat(refused.status()).as(refused.body()).isEqualTo(without);
        if (without == 403) {
            assertThat(refused.text("message")).isEqualTo("This API key lacks the scope admin:users.");
            people.forEach(user -> assertThat(server.bean(Users.class).get(workspace.caller(), user.id()))
                    .isEqualTo(user));
        }
        some.add(Scope.ADMIN_USERS);
        // What went already can't go again.
        var again = without == 204
                ? without
                : send(some, method, whom, body, people).status();
        assertThat(again).isEqualTo(with);
    }

    private User person(Role role) {
        var email = UUID.randomUUID() + "@example.com";
        return server.bean(Users.class).create(workspace.caller(), new NewUser("x", email, role, Status.ACTIVE, null));
    }

    private ApiAnswer send(Set<Scope> scopes, String method, String whom, String body, List<User> people) {
        var path = USERS + (whom == null ? "" : whom);
        for (var user : people) {
            var word = user.role() == Role.READ_ONLY ? "READER" : user.role().name();
            path = path.replace("/" + word, "/" + user.id());
        }
        var sent = body == null
                ? null
                : body.replace("EMAIL", "e" + scopes.size() + "@example.com")
                        .replace("TAKEN", people.getFirst().email());
        return workspace.leadHub(scopes).send(method, path, sent);
    }

    @Test
    void the_last_admin_and_a_taken_email_are_told_to_nobody_who_may_not_change_them() {
        var admin = workspace.user(Role.ADMIN);
        var some = workspace.leadHub(EnumSet.of(Scope.WRITE_USERS, Scope.DELETE_USERS));
        assertThat(some.delete(USERS + "/" + admin.id()).status()).isEqualTo(403);
        assertThat(some.patch(USERS + "/" + admin.id(), "{\"status\": \"suspended\"}")
                        .status())
                .isEqualTo(403);
        assertThat(workspace.leadHub().delete(USERS + "/" + admin.id()).status())
                .isEqualTo(409);
    }

    @Test
    void the_scope_alone_opens_nothing_and_lymbe_spells_it_the_other_way_round() {
        assertThat(Scope.parse("users:admin")).contains(Scope.ADMIN_USERS);
        assertThat(Scope.parse("admin:users")).contains(Scope.ADMIN_USERS);
        var alone = workspace.leadHub(EnumSet.of(Scope.ADMIN_USERS));
        assertThat(alone.post(USERS, "{\"name\": \"x\", \"email\": \"x@example.com\"}")
                        .status())
                .isEqualTo(403);
        assertThat(alone.get(USERS).status()).isEqualTo(403);
    }

    @Test
    void moving_the_leads_of_a_stage_that_goes_takes_the_scope_for_leads_too() {
        var all = workspace.leadHub();
        var pipeline = all.get("/api/v1/pipelines").at("data.0");
        var from = pipeline.at("/stages/0/id").asLong();
        var to = pipeline.at("/stages/1/id").asLong();
        all.post("/api/v1/leads", "{\"first_name\": \"x\", \"pipeline_stage_id\": %d}".formatted(from));
        var path = "/api/v1/pipelines/%d/stages/%d".formatted(pipeline.at("/id").asLong(), from);
        var some = workspace.leadHub(EnumSet.of(Scope.WRITE_PIPELINES));
        assertThat(some.delete(path).status()).isEqualTo(409);
        var refused = some.delete(path + "?move_to=" + to);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("message")).isEqualTo("This API key lacks the scope write:leads.");
        assertThat(some.delete(path + "?move_to=x").status()).isEqualTo(403);
        var both = workspace.leadHub(EnumSet.of(Scope.WRITE_PIPELINES, Scope.WRITE_LEADS));
        assertThat(both.delete(path + "?move_to=" + to).status()).isEqualTo(204);
    }

    @Test
    void what_no_scope_stands_for_is_closed_to_every_key_whatever_the_way() {
        var caller = caller(EnumSet.allOf(Scope.class));
        var user = workspace.user(Role.AGENT);
        var lead = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"x\"}")
                .number("data.id");
        var wanted = new NewApiKey("Mine", KeyDialect.LEADHUB, EnumSet.of(Scope.READ_LEADS), 1, null);
        refuses(() -> server.bean(ApiKeys.class).create(caller, wanted));
        refuses(() -> server.bean(ApiKeys.class).list(caller));
        refuses(() -> server.bean(ApiKeys.class).revoke(caller, caller.actor().id()));
        refuses(() -> server.bean(ScoringRules.class).delete(caller, 1));
        refuses(() -> server.bean(SecurityPolicies.class).get(caller));
        refuses(() -> server.bean(MailServers.class).find(caller));
        refuses(() -> server.bean(TwoStepResets.class).reset(caller, user.id()));
        refuses(() -> server.bean(Leads.class).adjustScore(caller, lead, 5L));
        assertThat(caller.role()).isEqualTo(Role.READ_ONLY);
    }

    @Test
    void verbs_ask_a_key_for_its_scopes_themselves() {
        var reader = caller(EnumSet.of(Scope.READ_LEADS, Scope.READ_USERS, Scope.READ_TAGS));
        var writer = caller(EnumSet.of(Scope.WRITE_LEADS, Scope.WRITE_USERS));
        var lead = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"x\"}")
                .number("data.id");
        refuses(() -> server.bean(Leads.class).tag(reader, lead, List.of("x")));
        refuses(() -> server.bean(Leads.class).delete(writer, lead));
        var picked = new LeadSelection.Some(List.of(lead));
        refuses(() ->
                server.bean(BulkChanges.class).start(writer, new NewBulkChange("delete", ActionConfig.of()), picked));
        var losing = new NewBulkChange("change_status", ActionConfig.of("status", "lost"));
        refuses(() -> server.bean(BulkChanges.class).start(reader, losing, picked));
        refuses(() -> server.bean(Fields.class).create(reader, new NewField("x", FieldKind.TEXT, List.of())));
        refuses(() -> server.bean(LeadNotes.class).add(reader, lead, "x"));
        refuses(() -> server.bean(LeadTasks.class).add(reader, lead, new NewTask("x", null, null)));
        var invited = workspace
                .leadHub(EnumSet.of(Scope.WRITE_USERS))
                .post(USERS, "{\"name\": \"x\", \"email\": \"x@example.com\"}")
                .number("data.id");
        refuses(() -> server.bean(Users.class).delete(writer, invited));
        var links = server.bean(OneTimeLinks.class);
        assertThat(links.make(writer, invited).token()).isNotEmpty();
        // A link to a new password is as good as the password.
        refuses(() -> links.make(writer, workspace.user(Role.AGENT).id()));
        refuses(() -> links.make(writer, workspace.user(Role.ADMIN).id()));
    }

    private Caller caller(Set<Scope> scopes) {
        return server.bean(Credentials.class)
                .find(key(workspace, scopes))
                .map(credential -> credential.caller("10.0.0.1", "test"))
                .orElseThrow();
    }

    private static String key(TestWorkspace in, Set<Scope> scopes) {
        return in.secret(scopes, 1_000_000, null);
    }

    private static void refuses(Runnable verb) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(verb::run)
                .matches(refusal -> refusal.problem() instanceof Problem.Forbidden);
    }
}
