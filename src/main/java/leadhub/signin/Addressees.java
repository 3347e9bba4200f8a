package leadhub.signin;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import leadhub.mail.MailLayout;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.web.Words;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Finds whom e-mails about signing in go to. */
@Component
public class Addressees {
    private final Logins logins;
    private final Workspaces workspaces;

    Addressees(Logins logins, Workspaces workspaces) {
        this.logins = logins;
        this.workspaces = workspaces;
    }

    /** A user with the workspace that writes to them. */
    public record Addressee(Login login, Workspace workspace) {
        public User user() {
            return login.user();
        }

        /**
         * The user in their own language, else in the workspace's.
         *
         * @param otherwise the language where neither has chosen one
         */
        public MailLayout.Reader reader(String otherwise) {
            var usual = Objects.requireNonNullElse(workspace.language(), otherwise);
            return new MailLayout.Reader(user().email(), Words.in(Objects.requireNonNullElse(login.language(), usual)));
        }

        ZoneId zone() {
            return ZoneId.of(Objects.requireNonNullElse(login.timeZone(), workspace.timeZone()));
        }
    }

    /** The user, if that is how things stand with them. */
    public Optional<Addressee> find(long workspaceId, long userId, Status status) {
        return logins.find(workspaceId, userId)
                .filter(login -> login.user().status() == status)
                .map(login -> new Addressee(login, workspaces.get(workspaceId)));
    }
}
