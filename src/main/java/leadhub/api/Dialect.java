package leadhub.api;

import leadhub.base.Problem;
import tools.jackson.databind.json.JsonMapper;

/** The format of one of the two APIs. */
public interface Dialect {
    /** The word for metrics and logs. */
    String name();

    /** Writes bodies in this dialect's spelling of names and times. */
    JsonMapper mapper();

    /** Status, headers and body of a refusal. */
    Answer refusal(Problem problem);

    /** What somebody is answered who reads a lead that has become part of another one, which is read at that location. */
    Answer redirect(Problem.Merged merged, String location);
}
