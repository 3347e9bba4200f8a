package leadhub.jobs;

/** What a job throws when trying again would come to the same; its message goes into the log. */
public class Hopeless extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Hopeless(String message) {
        super(message);
    }
}
