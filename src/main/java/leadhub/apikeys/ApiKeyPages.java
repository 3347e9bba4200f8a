package leadhub.apikeys;

import java.time.Clock;
import java.time.LocalDate;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Settings → API keys. */
@Component
class ApiKeyPages implements PageRoutes.Provider {
    private final ApiKeys keys;
    private final KeyUse use;
    private final KeyReader reader;
    private final Users users;
    private final Clock clock;

    ApiKeyPages(ApiKeys keys, KeyUse use, KeyReader reader, Users users, Clock clock) {
        this.users = users;
        this.use = use;
        this.clock = clock;
        this.keys = keys;
        this.reader = reader;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/keys", Role.ADMIN, this::list)
                .inSettings(260, "settings", "api-keys.title")
                .getProven("/settings/keys/new", Role.ADMIN, visit -> Reply.page("apikeys/new.jte", KeyForm.USUAL))
                .inPalette(30, "key", "api-keys.new")
                .postProven("/settings/keys", Role.ADMIN, this::create)
                .postProven("/settings/keys/{id}/revoke", Role.ADMIN, this::revoke);
    }

    private Reply list(Visit visit) {
        var zone = visit.page().zone();
        var today =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        return Reply.page(
                "apikeys/list.jte",
                new KeyList(
                        keys.list(visit.caller()),
                        use.since(visit.caller(), today),
                        users.all(visit.caller()),
                        users.removed(visit.caller()),
                        clock.instant()));
    }

    private Reply create(Visit visit) {
        var form = visit.form();
        var wanted = reader.read(form, visit.page().zone());
        if (form.errors().any()) {
            return Reply.refused("apikeys/new.jte", KeyReader.again(form));
        }
        var made = keys.create(visit.caller(), wanted);
        // No redirect, because the secret is shown on this page only.
        return Reply.page("apikeys/made.jte", CreatedKey.of(made, visit.origin()));
    }

    private Reply revoke(Visit visit) {
        keys.revoke(visit.caller(), visit.id(0));
        return Reply.redirect("/settings/keys").saying("api-keys.revoked");
    }
}
