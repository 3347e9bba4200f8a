package leadhub.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.Lead;
import leadhub.passwords.Passwords;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody leaves: what becomes of their leads and keys, and who sees them. */
class LeaveTheTeamTest {
    private final TestServer server = TestServer.get();
    private final Users users = server.bean(Users.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User ann = named("Ann", Role.AGENT);
    private final User bob = named("Bob", Role.AGENT);
    private final long anns = lead("Annslead", ann);
    private final long bobs = lead("Bobslead", bob);
    private final long nobodys = lead("Nobodyslead", null);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void signed_in() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/team");
    }

    private User named(String name, Role role) {
        var hash = server.bean(Passwords.class).hash(TestWorkspace.PASSWORD);
        var email = name + "." + workspace.id() + "@example.com";
        return users.create(workspace.caller(), new NewUser(name, email, role, null, hash));
    }

    private long lead(String name, @org.jspecify.annotations.Nullable User owner) {
        return api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"%s\", \"assigned_user_id\": %s}"
                                .formatted(name, owner == null ? "null" : Long.toString(owner.id())))
                .number("data.id");
    }

    private void remove(User user) {
        remove(user, Map.of());
    }

    private void remove(User user, Map<String, String> choices) {
        var answer = panel.post("/settings/team/" + user.id() + "/remove", choices);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    @Test
    void who_left_is_named_wherever_their_leads_are_shown() {
        panel.get("/leads");
        panel.post("/leads/" + bobs, Map.of("assigned_user_id", Long.toString(ann.id())));
        remove(ann);
        assertThat(panel.get("/leads").body()).contains("Ann (removed)");
        assertThat(panel.get("/leads/" + anns).body())
                .contains("<option value=\"" + ann.id() + "\" selected>Ann (removed)</option>");
        assertThat(panel.get("/leads/" + bobs + "/timeline").body()).contains("Ann (removed)");
        assertThat(panel.get("/leads/" + anns + "/cell?column=assigned_user_id").body())
                .contains("selected>Ann (removed)</option>");
        assertThat(panel.get("/leads", "de").body()).contains("Ann (entfernt)");
        // Who changes something else leaves the owner alone.
        panel.post("/leads/" + anns, Map.of("company", "Tech Corp", "assigned_user_id", Long.toString(ann.id())));
        assertThat(api.get("/api/v1/leads/" + anns).number("data.assigned_user_id"))
                .isEqualTo(ann.id());
        assertThat(api.get("/api/v1/leads/" + anns).text("data.company")).isEqualTo("Tech Corp");
    }

    @Test
    void their_leads_are_found_by_owner_and_nobody_gets_them_anew() {
        remove(ann);
        var found = api.get("/api/v1/leads?assigned_user_id=" + ann.id());
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.text("data.0.first_name")).isEqualTo("Annslead");
        assertThat(found.number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads?assigned_user_id="
                                + server.newWorkspace().user(Role.AGENT).id())
                        .status())
                .isEqualTo(422);
        assertThat(panel.get("/leads?assigned_user_id=" + ann.id()).body())
                .contains("Annslead", "1–1 of 1")
                .doesNotContain("Bobslead");
        assertThat(panel.get("/leads?field.1=assigned_user_id&is.1=equals&value.1=" + ann.id())
                        .body())
                .contains("Annslead", "1–1 of 1");
        var anew = api.patch("/api/v1/leads/" + bobs, "{\"assigned_user_id\": %d}".formatted(ann.id()));
        assertThat(anew.status()).isEqualTo(422);
    }

    @Test
    void nobody_active_finds_what_nobody_has_and_what_somebody_left() {
        remove(ann);
        for (var path : List.of(
                "/leads?assigned_user_id=nobody",
                "/leads?field.1=assigned_user_id&is.1=equals&value.1=nobody",
                "/leads?assigned_user_id=nobody&sort=first_name")) {
            assertThat(panel.get(path).body())
                    .as(path)
                    .contains("Annslead", "Nobodyslead", "1–2 of 2", "No active owner")
                    .doesNotContain("Bobslead");
        }
        assertThat(panel.get("/leads?field.1=assigned_user_id&is.1=not_equals&value.1=nobody")
                        .body())
                .contains("Bobslead", "1–1 of 1");
        assertThat(api.get("/api/v1/leads?assigned_user_id=nobody").status()).isEqualTo(422);
        // As time goes by, they need an owner like all others.
        server.clock().pass(Duration.ofDays(2));
        assertThat(workspace.panel(Role.ADMIN).get("/leads?needs=owner").body()).contains("Annslead", "Nobodyslead");
    }

    @Test
    void a_view_of_what_somebody_had_goes_on_showing_it() {
        panel.get("/leads");
        var query = "assigned_user_id=" + ann.id();
        panel.post("/leads/views", Map.of("name", "Of Ann", "query", query, "shared", "yes"));
        remove(ann);
        assertThat(panel.get("/leads?" + query).body()).contains("Annslead", "1–1 of 1");
    }

    @Test
    void agents_see_what_somebody_left_as_what_nobody_has() {
        var bobs = workspace.panel(bob);
        assertThat(bobs.get("/leads").body()).contains("1–2 of 2").doesNotContain("Annslead");
        assertThat(bobs.get("/leads/" + anns).status()).isEqualTo(404);
        remove(ann);
        // As quickly as the signal travels: what is remembered for a while is remembered by a clock that stands
        // meanwhile.
        Await.until(() -> bobs.get("/leads").body().contains("1–3 of 3"));
        for (var path :
                List.of("/leads", "/leads?sort=first_name", "/leads?search=slead", "/board", "/find?search=slead")) {
            assertThat(bobs.get(path).body()).as(path).contains("Annslead");
        }
        bobs.get("/leads/" + anns);
        assertThat(bobs.post("/leads/" + anns, Map.of("company", "Tech Corp")).status())
                .isEqualTo(303);
        assertThat(bobs.post(
                                "/leads/" + anns + "/tasks",
                                Map.of("title", "Call", "assigned_user_id", Long.toString(bob.id())))
                        .status())
                .isEqualTo(303);
        assertThat(bobs.get("/tasks").body()).contains("Call");
        bobs.post("/leads/" + anns + "/delete", Map.of());
        assertThat(bobs.get("/leads/deleted").body()).contains("Annslead");
        bobs.post("/leads/deleted/" + anns + "/restore", Map.of());
        assertThat(api.get("/api/v1/leads/" + anns).status()).isEqualTo(200);
        assertThat(nobodys).isPositive();
    }

    @Test
    void their_leads_go_to_somebody_each_with_its_event_and_audit_line() {
        var form = panel.get("/settings/team/" + ann.id() + "/remove").body();
        assertThat(form).contains("Ann owns 1 lead", "Leave them with Ann (removed)", "Assign them to Bob");
        assertThat(form).doesNotContain("Assign them to Ann");
        remove(ann, Map.of("leads", Long.toString(bob.id())));
        assertThat(api.get("/api/v1/leads/" + anns).number("data.assigned_user_id"))
                .isEqualTo(bob.id());
        assertThat(panel.get("/leads/" + anns + "/timeline").body()).contains("Ann (removed)", "Bob");
        assertThat(panel.get("/settings/audit").body()).contains("lead.updated", "user.deleted");
        // Taken back, nobody has it: nobody who left is given anything.
        var undo =
                Pattern.compile("/bulk/[0-9]+/undo").matcher(panel.get("/bulk").body());
        assertThat(undo.find()).isTrue();
        panel.post(undo.group(), Map.of());
        assertThat(api.get("/api/v1/leads/" + anns).at("data.assigned_user_id").isNull())
                .isTrue();
    }

    @Test
    void their_leads_go_to_nobody() {
        remove(ann, Map.of("leads", "nobody"));
        assertThat(api.get("/api/v1/leads/" + anns).at("data.assigned_user_id").isNull())
                .isTrue();
        assertThat(panel.get("/bulk").body()).contains("1 lead changed");
    }

    @Test
    void many_leads_are_shared_among_the_agents_in_turn() {
        var carol = named("Carol", Role.AGENT);
        named("Manager", Role.MANAGER);
        users.change(
                workspace.caller(),
                named("Suspended", Role.AGENT).id(),
                new UserChange(
                        leadhub.base.Change.keep(),
                        leadhub.base.Change.keep(),
                        leadhub.base.Change.set(Status.SUSPENDED),
                        leadhub.base.Change.keep()));
        IntStream.range(0, 9).forEach(number -> lead("More " + number, ann));
        remove(ann, Map.of("leads", "round_robin"));
        assertThat(leadsOf(carol)).hasSize(5);
        assertThat(leadsOf(bob)).hasSize(6);
        assertThat(leadsOf(ann)).isEmpty();
    }

    private List<Lead> leadsOf(User user) {
        var filter = LeadFilter.builder().assignedUserId(user.id()).build();
        var list = new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, 100));
        return server.bean(LeadLists.class)
                .previews(workspace.caller(), list, List.of())
                .items();
    }

    @Test
    void the_keys_that_they_made_are_listed_and_go_with_one_choice() {
        var carol = workspace.user(Role.ADMIN);
        var first = key(carol, "Website");
        var second = key(carol, "Chat");
        var others = key(workspace.user(Role.ADMIN), "Of others");
        assertThat(panel.get("/settings/team/" + carol.id() + "/remove").body())
                .contains("created 2 API keys", "Website", "Chat")
                .doesNotContain("Of others");
        remove(carol, Map.of("keys", "revoke"));
        for (var key : List.of(first, second)) {
            refused(key);
        }
        assertThat(others.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(panel.get("/settings/audit").body()).contains("api_key.revoked", "user.deleted");
    }

    @Test
    void keys_stay_where_nobody_asks_for_the_opposite_and_say_who_made_them() {
        var carol = workspace.user(Role.ADMIN);
        var key = key(carol, "Website");
        remove(carol);
        assertThat(key.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(panel.get("/settings/keys").body()).contains("Created by Some admin (removed) on");
        var dave = workspace.user(Role.ADMIN);
        var another = key(dave, "Chat");
        assertThat(api.delete("/api/v1/users/" + dave.id()).status()).isEqualTo(204);
        assertThat(another.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void who_is_suspended_loses_their_keys_if_that_is_chosen() {
        var carol = workspace.user(Role.ADMIN);
        var key = key(carol, "Website");
        var form = panel.get("/settings/team/" + carol.id() + "/suspend").body();
        assertThat(form).contains("created 1 API key", "Website").doesNotContain("name=\"leads\"");
        assertThat(panel.post("/settings/team/" + carol.id() + "/suspend", Map.of("keys", "revoke"))
                        .status())
                .isEqualTo(303);
        assertThat(users.get(workspace.caller(), carol.id()).status()).isEqualTo(Status.SUSPENDED);
        refused(key);
    }

    @Test
    void nothing_is_done_by_halves_and_nobody_but_an_admin_does_it() {
        var carol = workspace.user(Role.ADMIN);
        var key = key(carol, "Website");
        var choices = Map.of("keys", "revoke", "leads", "999999999");
        assertThat(panel.post("/settings/team/" + carol.id() + "/remove", choices)
                        .status())
                .isEqualTo(422);
        assertThat(key.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(users.exists(workspace.caller(), carol.id())).isTrue();
        var manager = workspace.panel(Role.MANAGER);
        manager.get("/leads");
        for (var what : List.of("remove", "suspend")) {
            var path = "/settings/team/" + carol.id() + "/" + what;
            assertThat(manager.get(path).status()).isEqualTo(403);
            assertThat(manager.post(path, Map.of()).status()).isEqualTo(403);
        }
    }

    private ApiClient key(User maker, String name) {
        var wanted = new NewApiKey(name, KeyDialect.LEADHUB, EnumSet.of(Scope.READ_LEADS), NewApiKey.USUAL_LIMIT, null);
        var made = server.bean(ApiKeys.class).create(workspace.caller(maker), wanted);
        return ApiClient.leadHub(server.origin(), made.secret());
    }

    /** As quickly as the signal travels, and before the clock by which keys are remembered has gone on. */
    private static void refused(ApiClient key) {
        Await.until(() -> key.get("/api/v1/me").status() == 401);
    }

    @Test
    void who_gets_them_must_be_there() {
        for (var whom : List.of(Long.toString(ann.id()), "999999999", "somebody")) {
            var answer = panel.post("/settings/team/" + ann.id() + "/remove", Map.of("leads", whom));
            assertThat(answer.status()).as(whom).isEqualTo(422);
        }
        assertThat(users.exists(workspace.caller(), ann.id())).isTrue();
    }
}
