package leadhub.notifications;

import java.util.OptionalLong;
import leadhub.base.Actor;

/** Work that a person asked for and something else does: they needn't be told of each part of what they began themselves. */
public interface AskedWork {
    /** The user who asked for what an actor does; empty where that is another's work, or no person asked for it. */
    OptionalLong askedBy(long workspaceId, Actor actor);
}
