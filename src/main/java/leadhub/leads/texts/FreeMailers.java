package leadhub.leads.texts;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Domains at which anybody has an email address, so that they tell of no company. */
final class FreeMailers {
    /** In every country, as {@code yahoo.co.jp}. */
    private static final Set<String> FAMILIES = set("gmail googlemail outlook hotmail live yahoo ymail gmx yandex");

    private static final Set<String> DOMAINS = set("""
            msn.com passport.com rocketmail.com icloud.com me.com mac.com aol.com aim.com web.de t-online.de freenet.de arcor.de
            email.de mail.de posteo.de mailbox.org online.de mail.com email.com proton.me protonmail.com protonmail.ch pm.me
            tutanota.com tuta.io fastmail.com fastmail.fm hey.com zoho.com zohomail.com hushmail.com duck.com mail.ru bk.ru
            list.ru inbox.ru rambler.ru ya.ru ukr.net qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com
            sina.com sina.cn sohu.com aliyun.com 139.com 189.cn naver.com hanmail.net daum.net nate.com docomo.ne.jp
            ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com excite.co.jp rediffmail.com libero.it virgilio.it
            alice.it tin.it tiscali.it orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bluewin.ch chello.at aon.at
            seznam.cz centrum.cz wp.pl o2.pl interia.pl onet.pl op.pl abv.bg freemail.hu citromail.hu telenet.be skynet.be
            ziggo.nl kpnmail.nl planet.nl home.nl telia.com online.no mail.dk btinternet.com sky.com talktalk.net
            virginmedia.com ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net
            charter.net earthlink.net juno.com shaw.ca rogers.com bell.net sympatico.ca bigpond.com bigpond.net.au
            optusnet.com.au xtra.co.nz uol.com.br bol.com.br terra.com.br ig.com.br sapo.pt terra.es telefonica.net walla.co.il
            maktoob.com""");

    private FreeMailers() {}

    static boolean has(String domain) {
        return DOMAINS.contains(domain) || FAMILIES.contains(domain.substring(0, Math.max(0, domain.indexOf('.'))));
    }

    private static Set<String> set(String words) {
        return Arrays.stream(words.split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
