package leadhub.integrations.emailimap;

import jakarta.mail.FetchProfile;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.LongConsumer;
import leadhub.base.ProblemException;
import leadhub.web.intake.TemporaryFiles;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new in a folder to disk, some messages at a time, and leaves them unread.
 *
 * <p>Limits: 20 messages and 8 MiB at a time, the first 14 MiB of each, which is a file of 10 MB as it travels; the latest 500 where the server has numbered its messages anew.
 */
final class ImapRead {
    private static final int MOST_MESSAGES = 20;
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    static final int MOST_OF_ONE = 14 * 1024 * 1024;
    private static final int MOST_RENUMBERED = 500;
    /** Numbers that are asked for at once; there may be gaps of any size between messages. */
    private static final int WINDOW = 1_000;

    private static final int MOST_WINDOWS = 50;

    private ImapRead() {}

    /**
     * How far a folder was read.
     *
     * @param validity null where it never was
     * @param since when the newest message came that was there before; null for none
     */
    record Place(
            @Nullable Long validity, long lastUid, @Nullable Instant since) {}

    /** @param mail cut where it is large; null where the server can't hand it over */
    record Found(long uid, @Nullable SpooledMail mail) {
        long size() {
            return mail == null ? 0 : mail.size();
        }
    }

    /** @param files where messages lie @param at is told which message is asked for */
    record Reading(TemporaryFiles files, LongConsumer at) {}

    /** @param place where to go on; each message that was found comes before it */
    record Read(Place place, List<Found> found, boolean isMore) {}

    /** @param bad what is read alone, or not at all */
    static Read from(IMAPFolder folder, Place place, Mailbox.Bad bad, Reading reading)
            throws MessagingException, IOException {
        var validity = folder.getUIDValidity();
        if (place.validity() == null) {
            return new Read(new Place(validity, last(folder), newest(folder)), List.of(), false);
        }
        if (place.validity() != validity) {
            return new Read(new Place(validity, renumbered(folder, place.since()), place.since()), List.of(), true);
        }
        return after(folder, place, bad, reading);
    }

    /**
     * The number of the last message that is there. What the server says is its next number may be one too many: of a message that is
     * just being delivered, and that nobody can see yet.
     */
    private static long last(IMAPFolder folder) throws MessagingException {
        var count = folder.getMessageCount();
        return count == 0 ? Math.max(0, folder.getUIDNext() - 1 - WINDOW) : folder.getUID(folder.getMessage(count));
    }

    private static @Nullable Instant newest(IMAPFolder folder) throws MessagingException {
        var count = folder.getMessageCount();
        return count == 0 ? null : at(folder.getMessage(count));
    }

    private static @Nullable Instant at(Message message) throws MessagingException {
        var date = message.getReceivedDate();
        return date == null ? null : new Date(date.getTime()).toInstant();
    }

    /** Before the first message that wasn't there when the folder was read first; those that are known are known by their ids. */
    private static long renumbered(IMAPFolder folder, @Nullable Instant since) throws MessagingException {
        var count = folder.getMessageCount();
        if (count == 0) {
            return last(folder);
        }
        var latest = folder.getMessages(Math.max(1, count - MOST_RENUMBERED + 1), count);
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(latest, profile);
        for (var message : latest) {
            var at = at(message);
            if (since == null || at != null && at.isAfter(since)) {
                return folder.getUID(message) - 1;
            }
        }
        return last(folder);
    }

    private static Read after(IMAPFolder folder, Place place, Mailbox.Bad bad, Reading reading)
            throws MessagingException, IOException {
        var found = new ArrayList<Found>();
        var next = folder.getUIDNext();
        var at = place.lastUid();
        var last = next > 0 && next - 1 <= at ? at : last(folder);
        var bytes = 0L;
        for (var window = 0; window < MOST_WINDOWS && at < last; window++) {
            var to = Math.min(last, at + WINDOW);
            for (var message : messages(folder, at + 1, to)) {
                var uid = folder.getUID(message);
                var isBad = uid == bad.uid();
                if (found.size() >= MOST_MESSAGES || bytes >= MOST_BYTES || isBad && !found.isEmpty()) {
                    return new Read(at(place, at), found, true);
                }
                reading.at().accept(uid);
                try {
                    var one = isBad && bad.isGivenUp() ? new Found(uid, null) : read(message, uid, reading.files());
                    if (one != null) {
                        found.add(one);
                        bytes += one.size();
                    }
                } catch (ProblemException e) {
                    // What has room is read, for the rest may need all there is.
                    if (found.isEmpty()) {
                        throw e;
                    }
                    return new Read(at(place, at), found, true);
                }
                at = uid;
            }
            at = to;
        }
        return new Read(at(place, at), found, at < last);
    }

    /** One by its number; null if it is gone, or the server has numbered its messages anew. */
    static @Nullable Found one(IMAPFolder folder, long validity, long uid, TemporaryFiles files)
            throws MessagingException, IOException {
        var message = folder.getUIDValidity() == validity ? folder.getMessageByUID(uid) : null;
        return message == null ? null : read(message, uid, files);
    }

    private static Place at(Place place, long uid) {
        return new Place(place.validity(), uid, place.since());
    }

    /** In the order of their numbers. */
    private static List<Message> messages(IMAPFolder folder, long from, long to) throws MessagingException {
        var byUid = new java.util.TreeMap<Long, Message>();
        for (@Nullable Message message : folder.getMessagesByUID(from, to)) {
            if (message != null) {
                byUid.put(folder.getUID(message), message);
            }
        }
        return List.copyOf(byUid.values());
    }

    /** Null for one that is gone; nothing for one that the server can't hand over, which is parked. */
    private static @Nullable Found read(Message message, long uid, TemporaryFiles files)
            throws MessagingException, IOException {
        var imap = (IMAPMessage) message;
        imap.setPeek(true);
        try (var stream = imap.getMimeStream()) {
            return new Found(uid, SpooledMail.of(stream, MOST_OF_ONE, files.create()));
        } catch (MessageRemovedException e) {
            return null;
        } catch (FolderClosedException | StoreClosedException e) {
            throw e;
        } catch (MessagingException e) {
            return new Found(uid, null);
        }
    }
}
