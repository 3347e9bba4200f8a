package leadhub.integrations.twilio;

import leadhub.sms.SmsFailure;

/**
 * What Twilio's numbers of errors mean.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Twilio's list</a>
 */
final class TwilioErrors {
    private TwilioErrors() {}

    static SmsFailure of(int code) {
        return switch (code) {
            case 21211, 21217, 21401, 21421 -> SmsFailure.INVALID_NUMBER;
            case 21614, 30006 -> SmsFailure.NOT_MOBILE;
            case 21610 -> SmsFailure.OPTED_OUT;
            case 30003 -> SmsFailure.UNREACHABLE;
            case 30005 -> SmsFailure.UNKNOWN_NUMBER;
            case 30004 -> SmsFailure.BLOCKED;
            case 30007 -> SmsFailure.SPAM;
            case 30034, 30032 -> SmsFailure.UNREGISTERED;
            case 21408, 21612, 30410 -> SmsFailure.COUNTRY;
            case 21608 -> SmsFailure.TRIAL;
            case 21212, 21603, 21606, 21659, 21660, 21703 -> SmsFailure.SENDER;
            case 30002, 20005, 90010 -> SmsFailure.ACCOUNT;
            case 20003, 20004 -> SmsFailure.SIGN_IN;
            case 20429, 30001, 14107 -> SmsFailure.BUSY;
            default -> SmsFailure.REFUSED;
        };
    }
}
