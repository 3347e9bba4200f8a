package leadhub.signin.links;

import java.time.Clock;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Region;
import leadhub.base.Times;
import leadhub.passwords.PasswordHash;
import leadhub.passwords.PasswordOwner;
import leadhub.signin.SessionToken;
import leadhub.users.User;
import leadhub.users.UserRights;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Links that let somebody choose a password once: whoever was invited, or forgot theirs. */
@Service
public class OneTimeLinks {
    private final OneTimeLinkSql sql;
    private final Users users;
    private final Audit audit;
    private final Clock clock;

    OneTimeLinks(OneTimeLinkSql sql, Users users, Audit audit, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    /** A link, and its token that is told this once. */
    public record Made(LinkKind kind, User user, String token) {
        @Override
        public String toString() {
            return "Made[" + kind + ", " + user + "]";
        }
    }

    /** Whom a link is for, and in which workspace. */
    public record Guest(long workspaceId, String workspaceName, String workspaceSlug, User user) {
        PasswordOwner passwordOwner() {
            return new PasswordOwner(user.name(), user.email(), workspaceName, workspaceSlug);
        }
    }

    /** Makes an invitation for somebody invited, or a link to a new password for somebody active; an older one is over. */
    @Transactional
    public Made make(Caller caller, long userId) {
        var kind = kindFor(caller, userId);
        var user = users.get(caller, userId);
        var token = SessionToken.generate();
        var now = Times.now(clock);
        sql.forget(caller.workspaceId(), userId);
        sql.insert(SessionToken.sha256(token), caller.workspaceId(), userId, kind, now, now.plus(kind.lasts()));
        audit.record(caller, "user." + kind.word() + "_made", userId, null, null);
        return new Made(kind, user, token);
    }

    /** The kind that somebody gets; refuses one for somebody suspended. */
    LinkKind kindFor(Caller caller, long userId) {
        caller.require(Permission.WRITE_USERS);
        var user = users.get(caller, userId);
        var kind = switch (user.status()) {
            case INVITED -> LinkKind.INVITATION;
            case ACTIVE -> LinkKind.RESET;
            case SUSPENDED -> throw new Problem.Conflict(Refusal.of("user.suspended")).exception();
        };
        requireRights(caller, user, kind);
        return kind;
    }

    /** A link lets its reader choose a password: an invitation is for somebody who has none yet, a reset for anybody. */
    private static void requireRights(Caller caller, User user, LinkKind kind) {
        UserRights.requireFor(caller, user.role());
        if (kind == LinkKind.RESET) {
            caller.require(Permission.ADMIN_USERS);
        }
    }

    /** Whom a token lets choose a password; empty if it is unknown, used or over. */
    public Optional<Guest> find(LinkKind kind, String token) {
        return sql.find(SessionToken.sha256(token), kind, Times.now(clock))
                .flatMap(target -> users.find(Caller.system(target.workspaceId(), "link"), target.userId())
                        .filter(user -> user.status() == kind.status())
                        .map(user ->
                                new Guest(target.workspaceId(), target.workspaceName(), target.workspaceSlug(), user)));
    }

    /** Sets the password of the user behind a token, which is used up; all sessions of that user end. */
    @Transactional
    public Guest choosePassword(
            LinkKind kind, String token, PasswordHash password, String address, @Nullable String requestId) {
        var guest = find(kind, token).filter(found -> sql.take(SessionToken.sha256(token)));
        if (guest.isEmpty()) {
            throw new Problem.NotFound(Refusal.of("link.over")).exception();
        }
        var user = guest.get().user();
        var actor = new Actor(Actor.Kind.USER, user.id(), user.name());
        var caller = new Caller(guest.get().workspaceId(), Region.UNKNOWN, user.role(), actor, address, requestId);
        users.choosePassword(caller, user.id(), password, 0);
        return guest.get();
    }
}
