package leadhub.automations.hooks;

import java.net.URI;
import leadhub.integrations.Integrations;
import org.springframework.stereotype.Component;

/** Knows the URLs at which this installation itself listens: what an automation posts there could start it again, without end. */
@Component
public class OwnHooks {
    private static final int PARTS = 3;

    private final Hooks hooks;
    private final Integrations integrations;

    OwnHooks(Hooks hooks, Integrations integrations) {
        this.hooks = hooks;
        this.integrations = integrations;
    }

    /** Whether somebody's URL has that token, whatever host leads here. */
    public boolean have(URI target) {
        var path = target.getPath() == null ? "" : target.getPath();
        var at = path.lastIndexOf("/hooks/");
        var parts = at < 0 ? new String[0] : path.substring(at + 1).split("/");
        if (parts.length != PARTS) {
            return false;
        }
        return parts[1].equals("automations")
                ? hooks.owner(parts[2]).isPresent()
                : integrations.whose(parts[1], parts[2]).isPresent();
    }
}
