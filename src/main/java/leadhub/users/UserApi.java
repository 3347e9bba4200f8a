package leadhub.users;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Forced;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.passwords.PasswordHash;
import leadhub.passwords.PasswordOwner;
import leadhub.passwords.Passwords;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import leadhub.web.input.Texts;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Users in the LeadHub dialect. */
@Component
class UserApi implements Routes.Provider {
    private final Users users;
    private final Invitations invitations;
    private final Passwords passwords;
    private final Workspaces workspaces;

    UserApi(Users users, Invitations invitations, Passwords passwords, Workspaces workspaces) {
        this.users = users;
        this.invitations = invitations;
        this.passwords = passwords;
        this.workspaces = workspaces;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/users", Scope.READ_USERS, this::list)
                .post("/api/v1/users", Scope.WRITE_USERS, this::create)
                .get("/api/v1/users/{id}", Scope.READ_USERS, this::show)
                .update("/api/v1/users/{id}", Scope.WRITE_USERS, this::change, this::current)
                .delete("/api/v1/users/{id}", Scope.DELETE_USERS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(
                exchange, paging, users.list(exchange.caller(), paging.slice()).map(View::of));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(users.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(users.lock(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        requireRights(exchange);
        var input = new Input(exchange.body());
        var name = input.solidText("name", User.MOST_NAME_CHARACTERS);
        var email = input.text("email", User.MOST_EMAIL_CHARACTERS, Emails::isValid, Refusal.of("email"))
                .over(null);
        var role = choice(input, "role", Role::ofWord, Role.AGENT);
        Change<@Nullable Status> status = choice(input, "status", Status::ofWord, null);
        var password = password(exchange, input, name.over(""), email == null ? "" : email);
        input.require("name");
        input.require("email");
        if (email != null && users.find(exchange.caller(), email).isPresent()) {
            input.reject("email", Users.EMAIL_TAKEN);
        }
        input.errors().check();
        var wanted = new NewUser(
                name.over(""), email == null ? "" : email, role.over(Role.AGENT), status.over(null), hash(password));
        var user = invitations.create(exchange.caller(), wanted, exchange.origin(), "en");
        return Answer.created(exchange.origin() + "/api/v1/users/" + user.id(), one(user));
    }

    private Answer change(Exchange exchange) {
        requireRights(exchange);
        var user = users.get(exchange.caller(), exchange.id(0));
        UserRights.requireFor(exchange.caller(), user.role());
        var input = new Input(exchange.body());
        var name = input.solidText("name", User.MOST_NAME_CHARACTERS);
        var role = choice(input, "role", Role::ofWord, Role.AGENT);
        input.requireIfPresent("status");
        var status = choice(input, "status", Status::ofWord, user.status());
        var password = password(exchange, input, name.over(user.name()), user.email());
        input.errors().check();
        var hash = hash(password);
        var change = new UserChange(name, role, status, hash == null ? Change.keep() : Change.set(hash));
        return Answer.ok(one(users.change(exchange.caller(), user.id(), change)));
    }

    private Answer delete(Exchange exchange) {
        users.remove(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    private @Nullable PasswordHash hash(@Nullable String password) {
        return password == null ? null : passwords.hash(password);
    }

    /** One of the allowed words; null means the default. */
    private static <E extends @Nullable Object> Change<E> choice(
            Input input, String field, Function<String, Optional<? extends E>> ofWord, E usual) {
        return input.text(field, Integer.MAX_VALUE).map(word -> {
            if (word == null) {
                return usual;
            }
            var choice = ofWord.apply(word);
            if (choice.isEmpty()) {
                input.reject(field, Refusal.of("in"));
                return usual;
            }
            return choice.get();
        });
    }

    /** Checked before the rest of the request, so that callers without permission learn nothing else. */
    private static void requireRights(Exchange exchange) {
        var role = Role.ofWord(Texts.trim(exchange.body().path("role").asString("")));
        var password = exchange.body().path("password");
        var hasPassword = !password.isMissingNode()
                && !password.isNull()
                && !password.asString("no text").isEmpty();
        UserRights.require(exchange.caller(), role.orElse(Role.READ_ONLY), hasPassword);
    }

    /** The only text that isn't trimmed. A missing or empty one keeps the password, because that is what a blank form means. */
    private @Nullable String password(Exchange exchange, Input input, String name, String email) {
        var value = input.node().get("password");
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            return input.reject("password", Refusal.of("string"));
        }
        var password = value.stringValue();
        if (password.isEmpty()) {
            return null;
        }
        var owner = PasswordOwner.of(name, email, workspaces.get(exchange.caller()));
        Passwords.refusal(password, owner).ifPresent(refusal -> input.reject("password", refusal.refusal()));
        return password;
    }

    private static Envelope.One<View> one(User user) {
        return new Envelope.One<>(View.of(user));
    }

    /** A user in the format of the contract. */
    record View(long id, String name, String email, Role role, Status status, Instant createdAt, Instant updatedAt) {
        static View of(User user) {
            return new View(
                    user.id(),
                    user.name(),
                    user.email(),
                    user.role(),
                    user.status(),
                    user.createdAt(),
                    user.updatedAt());
        }
    }
}
