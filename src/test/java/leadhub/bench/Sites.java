package leadhub.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.passwords.Passwords;
import leadhub.samples.LeadSeed;
import leadhub.testing.Panel;
import leadhub.users.NewUser;
import leadhub.users.Users;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;

/** Makes the workspaces of the benchmark and fills them. */
final class Sites {
    /** More calls than a key can be used for in an hour. */
    private static final int NO_LIMIT = 1_000_000_000;

    private static final String PASSWORD = "bench bench bench";

    private final Verbs verbs;
    private final Supplier<String> origin;

    /** @param origin where the server is at the moment */
    Sites(Verbs verbs, Supplier<String> origin) {
        this.verbs = verbs;
        this.origin = origin;
    }

    boolean has(String slug) {
        return verbs.get(Workspaces.class).find(slug).isPresent();
    }

    /** A workspace with that many leads, filled if it is new. */
    Site site(String slug, int leads) {
        var isNew = !has(slug);
        if (isNew) {
            verbs.get(Workspaces.class).create(new NewWorkspace(slug, "Bench " + slug, "UTC", "US"));
        }
        var workspace = verbs.get(Workspaces.class).find(slug).orElseThrow();
        var caller = new Caller(
                workspace.id(),
                workspace.region(),
                Role.ADMIN,
                new Actor(Actor.Kind.API_KEY, 1, "bench"),
                "127.0.0.1",
                "bench");
        if (isNew) {
            verbs.get(LeadSeed.class).seed(caller, leads, Sites::report);
        }
        return new Site(
                slug, leads, caller, key(caller, KeyDialect.LEADHUB), key(caller, KeyDialect.LYMBE), session(caller));
    }

    /** Somebody who is signed in to the panel. */
    Panel panel(Site site) {
        return signedIn(site.caller());
    }

    private String session(Caller caller) {
        return signedIn(caller).cookie("leadhub-session");
    }

    private Panel signedIn(Caller caller) {
        var email = UUID.randomUUID() + "@bench.example";
        var hash = verbs.get(Passwords.class).hash(PASSWORD);
        verbs.get(Users.class).create(caller, new NewUser("Bench", email, Role.ADMIN, null, hash));
        return Panel.signedIn(origin.get(), email, PASSWORD);
    }

    private static void report(long made) {
        if (made % 100_000 == 0) {
            Progress.say(String.format(Locale.ROOT, "%,d leads", made));
        }
    }

    private String key(Caller caller, KeyDialect dialect) {
        var wanted = new NewApiKey("bench", dialect, EnumSet.allOf(Scope.class), NO_LIMIT, null);
        return verbs.get(ApiKeys.class).create(caller, wanted).secret();
    }

    Samples samples(Site site) throws SQLException {
        try (var connection = verbs.connect(site.workspaceId())) {
            return Samples.of(connection, site.workspaceId(), site.leads());
        }
    }

    /** Removes what earlier runs wrote, so that sizes are what they say. */
    void tidy(Site site) throws SQLException {
        var gone = new ArrayList<Long>();
        try (var connection = verbs.connect(site.workspaceId());
                var statement = connection.prepareStatement(
                        "select id from leads where workspace_id = ? and email like 'bench.%@example.com'")) {
            statement.setLong(1, site.workspaceId());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    gone.add(rows.getLong(1));
                }
            }
        }
        Progress.say("Removing " + gone.size() + " leads of the last run from " + site.slug());
        gone.forEach(id -> verbs.get(Leads.class).delete(site.caller(), id));
    }
}
