package leadhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.passwords.Passwords;
import leadhub.signin.links.OneTimeLinks;
import leadhub.signin.twosteps.SecondStep;
import leadhub.testing.Authenticator;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody fails on and on, and its owner comes in all the same. */
class SlowDownSignInTest {
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final String WRONG = "surely not this";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final SignIn signIn = server.bean(SignIn.class);
    private final SecondStep second = server.bean(SecondStep.class);
    private final KnownBrowsers browsers = server.bean(KnownBrowsers.class);

    @BeforeEach
    void hours_without_tries() {
        server.clock().pass(Duration.ofHours(3));
    }

    private static Client from(String address) {
        return new Client(address, null, "some-request");
    }

    private static Client from(String address, String browser) {
        return new Client(address, browser, "some-request");
    }

    private SignIn.Try wrong(Client client) {
        return signIn.prove(alice.email(), WRONG, client);
    }

    private SignIn.Try right(Client client) {
        return signIn.prove(alice.email(), TestWorkspace.PASSWORD, client);
    }

    /** Fails as often as it may, and waits as it is told; the longest wait in seconds. */
    private long fail(int times, Client client) {
        var longest = 0L;
        for (var i = 0; i < times; ) {
            if (wrong(client) instanceof SignIn.Try.TooOften(var seconds)) {
                longest = Math.max(longest, seconds);
                server.clock().pass(Duration.ofSeconds(seconds));
            } else {
                i++;
            }
        }
        return longest;
    }

    @Test
    void whoever_fails_from_elsewhere_locks_nobody_out() {
        var attacker = Panel.stranger(server.origin());
        attacker.get("/sign-in");
        for (var i = 0; i < 101; i++) {
            attacker.post("/sign-in", Map.of("email", alice.email(), "password", WRONG));
        }
        assertThat(right(from("203.0.113.7"))).isInstanceOf(SignIn.Try.Proven.class);
    }

    @Test
    void the_wait_grows_and_is_never_above_a_minute() {
        var here = from("203.0.113.7");
        assertThat(fail(10, here)).isZero();
        assertThat(fail(3, here)).isBetween(3L, 4L);
        assertThat(fail(20, here)).isBetween(59L, 60L);
        var refused = (SignIn.Try.TooOften) right(here);
        assertThat(refused.secondsLeft()).isBetween(1L, 60L);
        server.clock().pass(Duration.ofSeconds(refused.secondsLeft()));
        assertThat(right(here)).isInstanceOf(SignIn.Try.Proven.class);
        assertThat(fail(10, here)).as("after a success").isZero();
    }

    @Test
    void many_at_once_get_no_more_guesses_than_one_after_the_other() {
        var tries = Together.times(40, i -> wrong(from("203.0.113.7")));
        // The eleventh may come after the first second of waiting, and so on.
        assertThat(tries).filteredOn(SignIn.Try.Refused.class::isInstance).hasSizeBetween(10, 14);
    }

    @Test
    void many_addresses_have_thirty_tries_and_then_twelve_a_minute() {
        var guesses = IntStream.range(0, 100)
                .filter(i -> wrong(from("198.51.100." + i)) instanceof SignIn.Try.Refused)
                .count();
        assertThat(guesses).isBetween(30L, 36L);
        guesses = 0;
        for (var second = 0; second < 120; second++) {
            server.clock().pass(Duration.ofSeconds(1));
            guesses += wrong(from("192.0.2." + second)) instanceof SignIn.Try.Refused ? 1 : 0;
        }
        assertThat(guesses).isBetween(15L, 28L);
        assertThat(right(from("203.0.113.7")))
                .isInstanceOfSatisfying(
                        SignIn.Try.TooOften.class,
                        refused -> assertThat(refused.secondsLeft()).isLessThanOrEqualTo(6));
    }

    /** Nine take nine of a minute's twelve tries, however eager they are. */
    @Test
    void a_few_addresses_that_go_on_leave_room_for_the_owner() {
        var in = new java.util.ArrayList<Integer>();
        for (var second = 0; second < 300 && in.isEmpty(); second++) {
            server.clock().pass(Duration.ofSeconds(1));
            for (var i = 0; i < 9; i++) {
                wrong(from("198.51.100." + i));
            }
            // The owner begins when the attack goes on already, and always comes last.
            if (second >= 120 && right(from("203.0.113.7")) instanceof SignIn.Try.Proven) {
                in.add(second);
            }
        }
        assertThat(in).singleElement().satisfies(second -> assertThat(second).isBetween(120, 180));
    }

    @Test
    void a_browser_that_signed_in_before_is_not_slowed_by_others() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        var known = panel.cookie("leadhub-browser");
        assertThat(known).hasSize(43);
        for (var i = 0; i < 60; i++) {
            wrong(from("198.51.100." + i));
        }
        assertThat(wrong(from("198.51.100.77"))).isInstanceOf(SignIn.Try.TooOften.class);
        assertThat(right(from("198.51.100.1", known))).isInstanceOf(SignIn.Try.Proven.class);
        // It is known for the one who signed in with it, and for nobody else.
        var bob = workspace.user(Role.AGENT);
        assertThat(browsers.isKnown(known, EmailKey.of(alice.email()))).isTrue();
        assertThat(browsers.isKnown(known, EmailKey.of(bob.email()))).isFalse();
    }

    @Test
    void the_cookie_of_a_browser_opens_nothing_and_guesses_twenty_times() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        var stolen = panel.cookie("leadhub-browser");
        var thief = Panel.stranger(server.origin());
        thief.plant("leadhub-browser", stolen);
        thief.plant("leadhub-session", stolen);
        assertThat(thief.get("/leads").status()).isEqualTo(303);
        fail(21, from("198.51.100.1", stolen));
        assertThat(browsers.isKnown(stolen, EmailKey.of(alice.email()))).isFalse();
    }

    @Test
    void no_browser_is_known_any_more_after_a_new_password_or_when_all_sessions_end() {
        var key = EmailKey.of(alice.email());
        var known = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        var here = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        here.get("/settings/account");
        here.post("/settings/account/sessions/end", Map.of());
        assertThat(browsers.isKnown(known.cookie("leadhub-browser"), key)).isFalse();
        assertThat(browsers.isKnown(here.cookie("leadhub-browser"), key)).isTrue();
        server.bean(Users.class)
                .change(
                        workspace.caller(),
                        alice.id(),
                        new UserChange(
                                Change.keep(),
                                Change.keep(),
                                Change.keep(),
                                Change.set(server.bean(Passwords.class).hash("tree lamp river"))));
        assertThat(browsers.isKnown(here.cookie("leadhub-browser"), key)).isFalse();
        var again = Panel.signedIn(server.origin(), alice.email(), "tree lamp river");
        server.clock().pass(Duration.ofDays(181));
        assertThat(browsers.isKnown(again.cookie("leadhub-browser"), key)).isFalse();
    }

    @Test
    void no_browser_is_known_any_more_of_somebody_who_was_suspended_or_removed() {
        var users = server.bean(Users.class);
        var bob = workspace.user(Role.AGENT);
        var known = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        users.change(
                workspace.caller(),
                bob.id(),
                new UserChange(Change.keep(), Change.keep(), Change.set(Status.SUSPENDED), Change.keep()));
        assertThat(browsers.isKnown(known.cookie("leadhub-browser"), EmailKey.of(bob.email())))
                .isFalse();
        var carol = workspace.user(Role.AGENT);
        known.signIn(carol.email(), TestWorkspace.PASSWORD);
        users.delete(workspace.caller(), carol.id());
        assertThat(browsers.isKnown(known.cookie("leadhub-browser"), EmailKey.of(carol.email())))
                .isFalse();
    }

    @Test
    void a_planted_cookie_is_worth_nothing_after_signing_in() {
        var planted = SessionToken.generate();
        var panel = Panel.stranger(server.origin());
        panel.plant("leadhub-browser", planted);
        panel.signIn(alice.email(), TestWorkspace.PASSWORD);
        assertThat(panel.cookie("leadhub-browser")).isNotEqualTo(planted);
        assertThat(browsers.isKnown(planted, EmailKey.of(alice.email()))).isFalse();
    }

    /** Whoever has the mailbox comes in, however many attack. */
    @Test
    void a_link_to_a_new_password_makes_the_browser_known() {
        var made = server.bean(OneTimeLinks.class).make(workspace.caller(), alice.id());
        var path = made.kind().path() + made.token();
        var panel = Panel.stranger(server.origin());
        panel.get(path);
        assertThat(panel.post(path, Map.of("password", "tree lamp river")).status())
                .isEqualTo(303);
        for (var i = 0; i < 60; i++) {
            wrong(from("198.51.100." + i));
        }
        assertThat(panel.signIn(alice.email(), "tree lamp river").status()).isEqualTo(303);
    }

    @Test
    void an_account_of_ones_own_doesnt_help_to_try_passwords_on_many() {
        var mallory = workspace.user(Role.AGENT);
        var here = from("203.0.113.9");
        var guesses = 0;
        for (var i = 0; i < 160; i++) {
            if (i % 9 == 0) {
                signIn.prove(mallory.email(), TestWorkspace.PASSWORD, here);
            }
            guesses +=
                    signIn.prove("nobody" + i + "." + alice.email(), WRONG, here) instanceof SignIn.Try.Refused ? 1 : 0;
        }
        assertThat(guesses).isBetween(90, 115);
    }

    @Test
    void whoever_runs_the_server_lets_somebody_try_at_once() {
        var here = from("203.0.113.7");
        fail(20, here);
        assertThat(right(here)).isInstanceOf(SignIn.Try.TooOften.class);
        assertThat(server.bean(Unlocking.class).unlock(" " + alice.email().toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(right(here)).isInstanceOf(SignIn.Try.Proven.class);
        assertThat(server.bean(Unlocking.class).unlock(alice.email())).isFalse();
    }

    @Test
    void after_twenty_wrong_codes_from_wherever_it_takes_two_in_a_row() {
        var app = Authenticator.setUp(workspace.panel(alice), server.clock());
        server.clock().pass(Duration.ofMinutes(1));
        var pending = pending();
        for (var i = 0; i < 20; i++) {
            assertThat(second.prove(pending, "%06d".formatted(i), from("198.51.100." + i)))
                    .isInstanceOf(SecondStep.Outcome.Wrong.class);
        }
        server.clock().pass(Duration.ofSeconds(10));
        assertThat(second.prove(pending, app.code(), from("192.0.2.1")))
                .as("a right one that might be guessed")
                .isInstanceOf(SecondStep.Outcome.OneIsNotEnough.class);
        server.clock().pass(Duration.ofSeconds(10));
        assertThat(second.prove(pending, app.code(Duration.ofSeconds(-30)) + " 000000", from("192.0.2.2")))
                .isInstanceOf(SecondStep.Outcome.Wrong.class);
        server.clock().pass(Duration.ofSeconds(10));
        var both = app.code(Duration.ofSeconds(-30)) + " " + app.code();
        assertThat(second.prove(pending, both, from("192.0.2.3"))).isInstanceOf(SecondStep.Outcome.In.class);
    }

    @Test
    void recovery_codes_and_known_browsers_go_on_when_codes_are_guessed() {
        var panel = workspace.panel(alice);
        var app = Authenticator.setUp(panel, server.clock());
        server.clock().pass(Duration.ofMinutes(1));
        var mine = Panel.stranger(server.origin());
        var asked = PENDING.matcher(
                mine.signIn(alice.email(), TestWorkspace.PASSWORD).body());
        assertThat(asked.find()).isTrue();
        mine.post("/sign-in/code", Map.of("pending", asked.group(1), "code", app.code()));
        server.clock().pass(Duration.ofMinutes(1));
        var pending = pending();
        for (var i = 0; i < 40; i++) {
            second.prove(pending, "%06d".formatted(i), from("198.51.100." + i));
        }
        assertThat(second.prove(pending, app.recoveryCodes().getFirst(), from("192.0.2.1")))
                .isInstanceOf(SecondStep.Outcome.In.class);
        assertThat(second.prove(pending(), app.code(), from("192.0.2.1", mine.cookie("leadhub-browser"))))
                .isInstanceOf(SecondStep.Outcome.In.class);
    }

    private String pending() {
        var proven = signIn.prove(alice.email(), TestWorkspace.PASSWORD, from("192.0.2.99"));
        return second.begin(alice.email(), ((SignIn.Try.Proven) proven).logins());
    }
}
