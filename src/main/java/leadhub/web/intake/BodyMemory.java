package leadhub.web.intake;

import jakarta.servlet.ServletRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import leadhub.base.Problem;
import leadhub.base.settings.HttpLimits;

/**
 * The memory for the bodies of all requests at a time. A body takes its part as it arrives and keeps it until its request is
 * answered; one that gets none within a second is refused by 503. Strangers have a quarter of it at most.
 */
final class BodyMemory {
    private static final int UNIT = 1024;
    private static final int PATIENCE_MILLIS = 1000;
    private static final String ATTRIBUTE = BodyMemory.class.getName();

    private final OpenRequests requests;
    private final Semaphore all;
    private final Semaphore ofStrangers;

    BodyMemory(HttpLimits limits, OpenRequests requests) {
        this.requests = requests;
        all = new Semaphore(limits.bodyMemory() * UNIT);
        ofStrangers = new Semaphore(limits.bodyMemory() * UNIT / 4);
    }

    /** The part of a request that has none yet. */
    Part part(ServletRequest request) {
        var part = new Part(Sender.of(request));
        request.setAttribute(ATTRIBUTE, part);
        return part;
    }

    /** What nobody has; kilobytes. */
    int free() {
        return all.availablePermits();
    }

    /** Takes back what a request has, once it is answered. */
    static void giveBack(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Part part) {
            request.removeAttribute(ATTRIBUTE);
            part.giveBack();
        }
    }

    /** What one request has of it. */
    final class Part {
        private final Sender sender;
        private int units;

        private Part(Sender sender) {
            this.sender = sender;
        }

        /** Takes more, until it is this much in all; bytes. */
        void growTo(long bytes) {
            var more = (int) Math.ceilDiv(bytes, UNIT) - units;
            if (more <= 0) {
                return;
            }
            if (sender == Sender.STRANGER) {
                take(ofStrangers, more);
            }
            try {
                take(all, more);
            } catch (RuntimeException e) {
                if (sender == Sender.STRANGER) {
                    ofStrangers.release(more);
                }
                throw e;
            }
            units += more;
        }

        private void giveBack() {
            all.release(units);
            if (sender == Sender.STRANGER) {
                ofStrangers.release(units);
            }
            units = 0;
        }
    }

    /** Whoever has kept us waiting longest makes room. */
    private void take(Semaphore memory, int units) {
        if (memory.tryAcquire(units)) {
            return;
        }
        requests.shed(false);
        try {
            if (memory.tryAcquire(units, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem.Unavailable(OpenRequest.RETRY_AFTER).exception();
    }
}
