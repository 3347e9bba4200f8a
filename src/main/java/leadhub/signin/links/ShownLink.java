package leadhub.signin.links;

import leadhub.users.User;

/** What the page shows that tells a one-time link, this once. */
public record ShownLink(LinkKind kind, User user, String url) {
    ShownLink(OneTimeLinks.Made made, String origin) {
        this(made.kind(), made.user(), origin + made.kind().path() + made.token());
    }

    @Override
    public String toString() {
        return "ShownLink[" + kind + ", " + user + "]";
    }
}
