package leadhub.users;

import java.util.List;
import leadhub.base.Caller;

/** What users need to know of API keys; the keys answer. */
public interface UserKeys {
    /** The names of the keys that a user made and that are good. */
    List<String> madeBy(Caller caller, long userId);
}
