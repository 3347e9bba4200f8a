package leadhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.signin.links.OneTimeLinks;
import leadhub.testing.Authenticator;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.users.NewUser;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody tries who wants in and shouldn't be. */
class AttackSignInTest {
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final String CHOSEN = "tree lamp river";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final Users users = server.bean(Users.class);
    private final OneTimeLinks links = server.bean(OneTimeLinks.class);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel stranger() {
        return Panel.stranger(server.origin());
    }

    private Authenticator setUp(User user) {
        var app = Authenticator.setUp(workspace.panel(user), server.clock());
        server.clock().pass(Duration.ofMinutes(1));
        return app;
    }

    private static String pending(Panel panel, User user, String password) {
        var asked = PENDING.matcher(panel.signIn(user.email(), password).body());
        assertThat(asked.find()).as("a code is asked for").isTrue();
        return asked.group(1);
    }

    private static Panel.Answer give(Panel panel, String pending, String code) {
        return panel.post("/sign-in/code", Map.of("pending", pending, "code", code));
    }

    private void set(User user, Status status) {
        users.change(
                workspace.caller(),
                user.id(),
                new UserChange(Change.keep(), Change.keep(), Change.set(status), Change.keep()));
    }

    private String link(User user) {
        var made = links.make(workspace.caller(), user.id());
        return made.kind().path() + made.token();
    }

    /** How long a refusal took, in nanoseconds. */
    private long refused(String email) {
        var panel = stranger();
        panel.get("/sign-in");
        var began = System.nanoTime();
        assertThat(panel.post("/sign-in", Map.of("email", email, "password", "wrong password"))
                        .status())
                .isEqualTo(422);
        return System.nanoTime() - began;
    }

    /** The database lets one at a time count a failure for an e-mail; the others wait without a connection. */
    @Test
    void a_rush_for_one_email_leaves_the_database_to_others() throws Exception {
        var lead = workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
        assertThat(lead.status()).isEqualTo(201);
        // They tidy that table now and then.
        server.pauseJobs();
        try (var holder = server.database().owner().connect();
                var statement = holder.createStatement();
                var rush = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            statement.execute("lock table sign_in_throttles in exclusive mode");
            var tries = IntStream.range(0, 60)
                    .mapToObj(i -> rush.submit(() ->
                            stranger().signIn(alice.email(), "a wrong password").status()))
                    .toList();
            Await.until(() -> waiting() > 0);
            for (var call = 0; call < 30; call++) {
                assertThat(workspace.leadHub().get("/api/v1/leads").status()).isEqualTo(200);
                // Of sixty; one that has just given up may still be seen beside the next.
                assertThat(waiting()).isLessThanOrEqualTo(3);
            }
            holder.rollback();
            for (var one : tries) {
                assertThat(one.get()).isIn(422, 429);
            }
        } finally {
            server.resumeJobs();
        }
    }

    /** How many connections wait for the table of failures. */
    private long waiting() throws SQLException {
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select count(*)
                        from pg_locks
                        where not granted
                          and relation = 'sign_in_throttles'::regclass
                          and database = (select oid from pg_database where datname = current_database())
                        """)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void how_long_a_refusal_takes_doesnt_tell_whom_there_is() {
        var suspended = workspace.user(Role.AGENT);
        set(suspended, Status.SUSPENDED);
        var invited = users.create(
                workspace.caller(), new NewUser("Invited", "i." + suspended.email(), Role.AGENT, Status.INVITED, null));
        // The first ones are slow, whoever they are of.
        IntStream.range(0, 5).forEach(i -> refused("nobody." + UUID.randomUUID() + "@example.com"));
        var quickest = new HashMap<String, Long>();
        // In turn, for the machine does other things too, and all are to feel them.
        for (var round = 0; round < 5; round++) {
            for (var email : List.of("nobody", alice.email(), suspended.email(), invited.email())) {
                var asked = email.equals("nobody") ? "nobody." + UUID.randomUUID() + "@example.com" : email;
                quickest.merge(email, refused(asked), Math::min);
            }
        }
        long nobody = Objects.requireNonNull(quickest.remove("nobody"));
        assertThat(quickest)
                .allSatisfy((email, one) -> assertThat(one).as(email).isGreaterThan(nobody / 3));
    }

    @Test
    void a_session_that_was_planted_is_nobodys() {
        var planted = SessionToken.generate();
        var panel = stranger();
        panel.plant("leadhub-session", planted);
        assertThat(panel.signIn(alice.email(), TestWorkspace.PASSWORD).status()).isEqualTo(303);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
        assertThat(panel.cookie("leadhub-session")).isNotEqualTo(planted);
        var planter = stranger();
        planter.plant("leadhub-session", planted);
        assertThat(planter.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void who_is_an_administrator_no_more_is_none_with_the_next_click() {
        var bob = workspace.user(Role.ADMIN);
        var panel = workspace.panel(bob);
        assertThat(panel.get("/settings/keys").status()).isEqualTo(200);
        users.change(
                workspace.caller(),
                bob.id(),
                new UserChange(Change.keep(), Change.set(Role.READ_ONLY), Change.keep(), Change.keep()));
        assertThat(panel.get("/settings/keys").status()).isEqualTo(403);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void a_session_that_ended_stays_ended_when_the_user_is_active_again() {
        for (var status : List.of(Status.SUSPENDED, Status.INVITED)) {
            var bob = workspace.user(Role.AGENT);
            var panel = workspace.panel(bob);
            set(bob, status);
            assertThat(panel.get("/leads").status()).as("%s", status).isEqualTo(303);
            set(bob, Status.ACTIVE);
            assertThat(panel.get("/leads").status()).as("%s", status).isEqualTo(303);
        }
    }

    @Test
    void an_invitation_stays_good_when_somebody_is_renamed() {
        var bob = users.create(
                workspace.caller(),
                new NewUser("Bob", "bob." + UUID.randomUUID() + "@example.com", Role.AGENT, Status.INVITED, null));
        var link = link(bob);
        users.change(
                workspace.caller(),
                bob.id(),
                new UserChange(Change.set("Robert"), Change.keep(), Change.set(Status.INVITED), Change.keep()));
        assertThat(stranger().get(link).status()).isEqualTo(200);
    }

    @Test
    void no_link_leads_past_the_second_step() {
        var bob = workspace.user(Role.AGENT);
        var app = setUp(bob);
        var reset = link(bob);
        var panel = stranger();
        panel.get(reset);
        assertThat(panel.post(reset, Map.of("password", CHOSEN)).header("Location"))
                .isEqualTo("/sign-in");
        assertThat(panel.get("/leads").status()).isEqualTo(303);
        set(bob, Status.INVITED);
        var invitation = link(bob);
        panel.get(invitation);
        assertThat(panel.post(invitation, Map.of("password", CHOSEN)).header("Location"))
                .isEqualTo("/sign-in");
        assertThat(panel.get("/leads").status()).isEqualTo(303);
        assertThat(give(panel, pending(panel, bob, CHOSEN), app.code()).status())
                .isEqualTo(303);
    }

    @Test
    void a_link_is_told_to_no_other_site_and_kept_by_no_cache() {
        var answer = stranger().get(link(alice));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body().replaceAll("(href|src|action)=\"/[^\"]*\"", ""))
                .as("nothing on the page belongs to another site")
                .doesNotContain("href=", "src=", "action=");
    }

    @Test
    void of_many_who_use_a_link_at_once_one_chooses_the_password() {
        var link = link(alice);
        var statuses = Together.times(6, i -> {
            var panel = stranger();
            panel.get(link);
            return panel.post(link, Map.of("password", CHOSEN + i)).status();
        });
        assertThat(statuses).filteredOn(status -> status == 303).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 404).hasSize(5);
    }

    @Test
    void of_many_who_use_a_code_at_once_one_gets_in() {
        var app = setUp(alice);
        for (var code : List.of(app.code(), app.recoveryCodes().getFirst())) {
            server.clock().pass(Duration.ofHours(1));
            var fresh = code.length() == 6 ? app.code() : code;
            var statuses = Together.times(5, i -> {
                var panel = stranger();
                return give(panel, pending(panel, alice, TestWorkspace.PASSWORD), fresh)
                        .status();
            });
            assertThat(statuses).filteredOn(status -> status == 303).as(code).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 422).as(code).hasSize(4);
        }
    }

    @Test
    void recovery_codes_are_guessed_ten_times_and_then_slowly_however_often_the_password_is_given() {
        var app = setUp(alice);
        var panel = stranger();
        var elsewhere = Panel.stranger(server.otherProcess());
        for (var guess = 0; guess < 18; guess++) {
            if (guess >= 10) {
                server.clock().pass(Duration.ofMinutes(1));
            }
            var pending = pending(panel, alice, TestWorkspace.PASSWORD);
            assertThat(give(panel, pending, "abcd-efgh-ijkl-mno" + guess % 10).status())
                    .isEqualTo(422);
        }
        var pending = pending(elsewhere, alice, TestWorkspace.PASSWORD);
        var slowed = give(elsewhere, pending, app.recoveryCodes().getFirst());
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(elsewhere.get("/leads").status()).isEqualTo(303);
        server.clock().pass(Duration.ofSeconds(Long.parseLong(slowed.header("Retry-After"))));
        assertThat(give(elsewhere, pending, app.recoveryCodes().getFirst()).status())
                .isEqualTo(303);
    }
}
