package leadhub.sms;

import java.util.Locale;

/** Why an SMS couldn't be sent or handed over, as far as people can do something about it. */
public enum SmsFailure {
    /** The number is none. */
    INVALID_NUMBER,
    /** It is a landline, or takes no SMS. */
    NOT_MOBILE,
    /** Its owner has told the provider to stop. */
    OPTED_OUT,
    /** The phone is off, out of reach or full. */
    UNREACHABLE,
    /** The network knows no such number. */
    UNKNOWN_NUMBER,
    /** The number or the network blocks messages. */
    BLOCKED,
    /** The network took it for spam. */
    SPAM,
    /** The sender isn't registered as the country asks for. */
    UNREGISTERED,
    /** The account may send nothing to that country. */
    COUNTRY,
    /** A trial account sends to numbers alone that were verified. */
    TRIAL,
    /** The sender isn't the account's, or can't send there. */
    SENDER,
    /** The account is out of money, or suspended. */
    ACCOUNT,
    /** The provider takes neither user nor password any more. */
    SIGN_IN,
    /** The provider wants a pause. */
    BUSY,
    /** The provider can't be reached, or has trouble of its own. */
    UNAVAILABLE,
    /** The connection was paused. */
    PAUSED,
    /** The connection is gone. */
    NO_SENDER,
    /** Something else. */
    REFUSED;

    /** As it stands in the database and in the keys of messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
