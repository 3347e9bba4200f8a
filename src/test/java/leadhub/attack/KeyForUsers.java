package leadhub.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;

/** A key for users that wants to be an admin. */
final class KeyForUsers implements Attack {
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([^<]+)<");
    private static final String USERS = "/api/v1/users";
    private static final String PASSWORD = "{\"password\": \"correct horse battery staple\"}";

    private record Try(String method, String path, String body) {}

    @Override
    public String name() {
        return "key-for-users";
    }

    @Override
    public String promise() {
        return "A key with read:users, write:users and delete:users makes no manager or admin, changes and deletes none,"
                + " and sets no password: every way is a 403, and nobody signs in by it";
    }

    @Override
    public Outcome run(Target target) {
        var all = ApiClient.leadHub(target.origin(), target.leadHubKey());
        var admin = USERS + "/" + all.get(USERS).text("data.0.id");
        var agent = USERS + "/"
                + all.post(USERS, "{\"name\": \"Agent\", \"email\": \"agent@example.com\"}")
                        .text("data.id");
        var manager = USERS + "/"
                + all.post(USERS, "{\"name\": \"Manager\", \"email\": \"m@example.com\", \"role\": \"manager\"}")
                        .text("data.id");
        var key = ApiClient.leadHub(target.origin(), key(target));
        var before = all.get(USERS).body();
        var broken = new ArrayList<String>();
        var tries = tries(admin, manager, agent);
        for (var one : tries) {
            var status = key.send(one.method(), one.path(), one.method().equals("DELETE") ? null : one.body())
                    .status();
            if (status != 403) {
                broken.add(one + " answered " + status);
            }
        }
        if (!all.get(USERS).body().equals(before)) {
            broken.add("somebody was changed");
        }
        var signedIn = Panel.stranger(target.origin())
                .signIn("intruder@example.com", "correct horse battery staple")
                .status();
        if (signedIn == 303) {
            broken.add("the intruder signed in");
        }
        return new Outcome(
                broken.isEmpty(), broken.isEmpty() ? tries.size() + " ways, each a 403" : String.join("; ", broken));
    }

    private static List<Try> tries(String admin, String manager, String agent) {
        var tries = new ArrayList<Try>();
        for (var more : List.of(
                "\"role\": \"admin\"",
                "\"role\": \" admin \"",
                "\"role\": \"manager\"",
                "\"role\": \"agent\", \"password\": \"correct horse battery staple\"",
                "\"role\": \"admin\", \"password\": \"correct horse battery staple\"",
                "\"role\": \"agent\", \"role\": \"admin\"")) {
            tries.add(new Try("POST", USERS, "{\"name\": \"x\", \"email\": \"intruder@example.com\", " + more + "}"));
        }
        for (var method : List.of("PUT", "PATCH")) {
            for (var path : List.of(admin, manager, agent)) {
                tries.add(new Try(method, path, PASSWORD));
                tries.add(new Try(method, path, "{\"role\": \"admin\"}"));
                tries.add(new Try(method, path, "{\"role\": \"manager\"}"));
            }
            for (var path : List.of(admin, manager)) {
                tries.add(new Try(method, path, "{\"name\": \"x\"}"));
                tries.add(new Try(method, path, "{\"status\": \"suspended\"}"));
                tries.add(new Try(method, path, "{\"role\": \"agent\"}"));
                tries.add(new Try(method, path, "{}"));
            }
        }
        tries.add(new Try("DELETE", admin, ""));
        tries.add(new Try("DELETE", manager, ""));
        return tries;
    }

    private static String key(Target target) {
        var panel = Panel.signedIn(target.origin(), target.email(), target.password());
        panel.get("/settings/keys/new");
        var made = panel.post(
                "/settings/keys",
                Map.of(
                        "name", "For users",
                        "scopes[0]", "read:users",
                        "scopes[1]", "write:users",
                        "scopes[2]", "delete:users",
                        "hourly_limit", "1000"));
        var secret = SECRET.matcher(made.body());
        if (!secret.find()) {
            throw new IllegalStateException("No key: " + made.status());
        }
        return secret.group(1);
    }
}
