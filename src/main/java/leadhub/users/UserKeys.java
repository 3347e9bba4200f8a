package leadhub.users;

import java.util.List;
import leadhub.base.Caller;

/** What users need to know about API keys; implemented by API keys. */
public interface UserKeys {
    /** The names of the valid keys that a user created. */
    List<String> madeBy(Caller caller, long userId);
}
