package leadhub.signin;

import java.util.List;
import leadhub.panel.Visit;
import leadhub.users.Accounts;
import org.springframework.stereotype.Component;

/** The time zone that a browser says it is in, which somebody who signs in for the first time gets. */
@Component
public class BrowserTimeZones {
    private final Accounts accounts;
    private final Logins logins;

    BrowserTimeZones(Accounts accounts, Logins logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    /** Takes it for those users of somebody who are new; a form without scripts has none. */
    void take(List<Login> proven, Visit visit) {
        var zone = visit.field("time_zone");
        if (zone.isEmpty()) {
            return;
        }
        proven.stream()
                .filter(Login::isNew)
                .forEach(login -> accounts.takeTimeZone(Sessions.callerOf(login, visit.address()), zone));
    }

    /** Takes it for somebody who came by an invitation. */
    public void take(long workspaceId, long userId, Visit visit) {
        take(logins.find(workspaceId, userId).stream().toList(), visit);
    }
}
