package leadhub.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.users.NewUser;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;

/** The users of the demo. They can't sign in until somebody sets a password for them. */
record Team(Caller founder, User manager, List<User> agents) {
    private static final List<String> AGENTS =
            List.of("Jonas Lindqvist", "Lucía Romero", "Kenji Tanaka", "Aylin Demir");

    /** Finds or creates them. */
    static Team of(Caller founder, Users users) {
        return new Team(
                founder,
                member(founder, users, "Maya Okafor", Role.MANAGER),
                AGENTS.stream()
                        .map(name -> member(founder, users, name, Role.AGENT))
                        .toList());
    }

    private static User member(Caller founder, Users users, String name, Role role) {
        var email = name.substring(0, name.indexOf(' '))
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace("í", "i") + "@demo.example";
        return users.find(founder, email)
                .orElseGet(() -> users.create(founder, new NewUser(name, email, role, Status.ACTIVE, null)));
    }

    Caller caller(User user) {
        return new Caller(
                founder.workspaceId(),
                founder.region(),
                user.role(),
                new Actor(Actor.Kind.USER, user.id(), user.name()),
                null,
                null);
    }

    /** The sources that leads come in through. */
    Caller program(String source) {
        return new Caller(founder.workspaceId(), founder.region(), Role.ADMIN, Actor.system(source), null, null);
    }

    User anyAgent(RandomGenerator random) {
        return agents.get(random.nextInt(agents.size()));
    }
}
