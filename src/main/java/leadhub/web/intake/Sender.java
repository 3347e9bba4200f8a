package leadhub.web.intake;

import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** Whether we know who sends a request, and so how much we take from them. */
public enum Sender {
    /** Enough for signing in and for a new password. */
    STRANGER(16 << 10, 1 << 20),
    /** Somebody with a good key or a session. */
    KNOWN(1 << 20, 2 << 20);

    private static final String ATTRIBUTE = Sender.class.getName();

    private final int mostBytes;
    private final int mostLeftover;

    Sender(int mostBytes, int mostLeftover) {
        this.mostBytes = mostBytes;
        this.mostLeftover = mostLeftover;
    }

    /** How long a body may be. */
    int mostBytes() {
        return mostBytes;
    }

    /** How much of a refused body is read on, so that its sender sees the answer; bytes. */
    int mostLeftover() {
        return mostLeftover;
    }

    /** Closes the connection with the answer where more was declared than is read on; before the answer is on its way. */
    public static void closeIfTooLong(Request request, Response response) {
        if (!response.isCommitted() && declaresTooMuch(request)) {
            response.setHeader("Connection", "close");
        }
    }

    /** Whether more was declared than is read on. */
    static boolean declaresTooMuch(Request request) {
        try {
            return request.getContentLengthLong() > of(request).mostLeftover;
        } catch (IllegalArgumentException e) {
            // No number, or several.
            return false;
        }
    }

    /** Says that the sender of a request is known. */
    public static void isKnown(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, KNOWN);
    }

    static Sender of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Sender sender ? sender : STRANGER;
    }
}
