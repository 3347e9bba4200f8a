package leadhub.users;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.DeletionGuard;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.passwords.PasswordHash;
import leadhub.web.input.Emails;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invites, finds, changes and removes users. A workspace with an active admin always keeps one. */
@Service
public class Users {
    static final Refusal EMAIL_TAKEN = Refusal.of("taken");

    private final KnownUsers known;
    private final UserSql sql;
    private final Access access;
    private final Audit audit;
    private final DeletionGuard guard;
    private final Clock clock;

    // Six, because users may be needed elsewhere.
    Users(KnownUsers known, UserSql sql, Access access, Audit audit, DeletionGuard guard, Clock clock) {
        this.guard = guard;
        this.known = known;
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** All users to choose from, by id; runs no statement. */
    public List<User> all(Caller caller) {
        return known.get(caller);
    }

    /** All removed users, by id; runs no statement. */
    public List<RemovedUser> removed(Caller caller) {
        return known.removed(caller);
    }

    /** The users among whom leads are distributed, by id; those who are away get none. */
    public List<User> activeAgents(Caller caller) {
        var away = away(caller).keySet();
        return sql.activeAgents(caller.workspaceId()).stream()
                .filter(user -> !away.contains(user.id()))
                .toList();
    }

    /** Who is away today, and until when; runs no statement. Leads that are given out in turn pass them by. */
    public Map<Long, LocalDate> away(Caller caller) {
        var today = LocalDate.ofInstant(Times.now(clock), caller.region().zone());
        return known.awayUntil(caller).entrySet().stream()
                .filter(one -> !one.getValue().isBefore(today))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether that user was removed from this workspace. */
    public boolean wasRemoved(Caller caller, long id) {
        return removed(caller).stream().anyMatch(user -> user.id() == id);
    }

    /** Whether that is or was a user of this workspace; costs no statement but for those whom nobody remembers yet. */
    public boolean isKnown(Caller caller, long id) {
        return all(caller).stream().anyMatch(user -> user.id() == id) || wasRemoved(caller, id) || exists(caller, id);
    }

    /** One page of all users, by id. */
    public Page<User> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    /** The user, if it belongs to this workspace and wasn't removed. */
    public User get(Caller caller, long id) {
        return find(caller, id).orElseThrow(Users::unknown);
    }

    /** The user, if it belongs to this workspace and wasn't removed. */
    public Optional<User> find(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id);
    }

    /** The user with that email, regardless of case. */
    public Optional<User> find(Caller caller, String email) {
        return sql.find(caller.workspaceId(), EmailKey.of(email));
    }

    /** The user; until the transaction ends nobody else can change it or take away an admin. */
    User lock(Caller caller, long id) {
        sql.lockAdmins(caller.workspaceId());
        return sql.lock(caller.workspaceId(), id).orElseThrow(Users::unknown);
    }

    /** Whether the user exists in this workspace and wasn't removed. */
    public boolean exists(Caller caller, long id) {
        return find(caller, id).isPresent();
    }

    /** Creates a user, invited if there is no password. An email in use, regardless of case, is refused. */
    @Transactional
    public User create(Caller caller, NewUser wanted) {
        UserRights.require(caller, wanted.role(), wanted.password() != null);
        if (!Emails.isValid(wanted.email()) || Texts.length(wanted.email()) > User.MOST_EMAIL_CHARACTERS) {
            throw Problem.invalid("email", Refusal.of("email")).exception();
        }
        var usual = wanted.password() == null ? Status.INVITED : Status.ACTIVE;
        var status = wanted.status() == null ? usual : wanted.status();
        var user = sql.insert(caller.workspaceId(), wanted, EmailKey.of(wanted.email()), status, Times.now(clock))
                .orElseThrow(() -> Problem.invalid("email", EMAIL_TAKEN).exception());
        sql.insertLogin(caller.workspaceId(), EmailKey.of(wanted.email()), user.id());
        audit.record(caller, "user.created", user.id(), null, user);
        known.changed(caller);
        return user;
    }

    /**
     * Changes what is set. A password makes an invited user active; the last active admin stays one, and nobody takes
     * their own access away.
     */
    @Transactional
    public User change(Caller caller, long id, UserChange change) {
        return change(caller, id, change, false);
    }

    /** For verbs that also decide about the user's API keys. */
    User change(Caller caller, long id, UserChange change, boolean revokesKeys) {
        UserRights.require(
                caller, change.role().over(Role.READ_ONLY), change.password().isSet());
        if (change.role().isSet() || change.status().isSet()) {
            sql.lockAdmins(caller.workspaceId());
        }
        var before = sql.lock(caller.workspaceId(), id).orElseThrow(Users::unknown);
        UserRights.requireFor(caller, before.role());
        var password = password(change);
        var usual = password != null && before.status() == Status.INVITED ? Status.ACTIVE : before.status();
        var after = sql.update(
                caller.workspaceId(),
                id,
                change.name().over(before.name()),
                change.role().over(before.role()),
                change.status().over(usual),
                password,
                Times.now(clock));
        if (before.role() != after.role() || before.status() != after.status()) {
            UserRights.requireSomebodyElse(caller, id);
        }
        if (before.isActiveAdmin() && !after.isActiveAdmin()) {
            requireAnotherAdmin(caller, id);
        }
        audit.record(caller, "user.changed", id, before, after);
        known.changed(caller);
        if (password != null) {
            access.passwordSet(caller, id, false, 0);
        }
        // An invitation link works only while the user is still invited.
        if (revokesKeys || after.status() != before.status() && after.status() != Status.ACTIVE) {
            access.end(caller, id, AccessEnd.suspended(revokesKeys));
        }
        return after;
    }

    /** Within the verb of somebody who has proven to be that user: an invited one becomes active, one session stays. */
    public User choosePassword(Caller caller, long id, PasswordHash password, long stays) {
        var user = sql.lock(caller.workspaceId(), id).orElseThrow(Users::unknown);
        var status = user.status() == Status.INVITED ? Status.ACTIVE : user.status();
        var after = sql.update(caller.workspaceId(), id, user.name(), user.role(), status, password, Times.now(clock));
        access.passwordSet(caller, id, user.status() != Status.ACTIVE, stays);
        known.changed(caller);
        return after;
    }

    /** Sets a new password for the user with that email; an invited one becomes active. */
    @Transactional
    public User resetPassword(Caller caller, String email, PasswordHash password) {
        var user = find(caller, email).orElseThrow(Users::unknown);
        return change(
                caller, user.id(), new UserChange(Change.keep(), Change.keep(), Change.keep(), Change.set(password)));
    }

    /** Removes a user and ends their access at once. What the user owns keeps its owner, and the email can be used again. */
    @Transactional
    public void delete(Caller caller, long id) {
        remove(caller, id, false);
    }

    /** The same. @param isForced even if something names the user */
    @Transactional
    public void remove(Caller caller, long id, boolean isForced) {
        caller.require(Permission.DELETE_USERS);
        if (!isForced) {
            requireUnused(caller, id);
        }
        delete(caller, id, false);
    }

    /** Refuses a user whom something names. */
    void requireUnused(Caller caller, long id) {
        get(caller, id);
        guard.check(caller.workspaceId(), RecordKind.USER, Long.toString(id));
    }

    /** For verbs that also decide about the user's API keys. */
    void delete(Caller caller, long id, boolean revokesKeys) {
        caller.require(Permission.DELETE_USERS);
        sql.lockAdmins(caller.workspaceId());
        var user = sql.lock(caller.workspaceId(), id).orElseThrow(Users::unknown);
        UserRights.requireDelete(caller, user);
        UserRights.requireSomebodyElse(caller, id);
        if (user.isActiveAdmin()) {
            requireAnotherAdmin(caller, id);
        }
        access.end(caller, id, AccessEnd.removed(revokesKeys));
        sql.remove(caller.workspaceId(), id, Times.now(clock));
        sql.deleteLogin(caller.workspaceId(), EmailKey.of(user.email()), user.id());
        audit.record(caller, "user.deleted", id, user, null);
        known.changed(caller);
    }

    private void requireAnotherAdmin(Caller caller, long id) {
        if (!sql.hasOtherActiveAdmin(caller.workspaceId(), id)) {
            throw new Problem.Conflict(Refusal.of("user.last_admin")).exception();
        }
    }

    private static @Nullable PasswordHash password(UserChange change) {
        return switch (change.password()) {
            case Change.Keep<PasswordHash> keep -> null;
            case Change.Set<PasswordHash>(var hash) -> hash;
        };
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("user.not_found")).exception();
    }
}
