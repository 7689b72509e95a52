"""Places that datelines and letterheads name, to tell “Bogor – …” from “Lebaran – …”.

Not a gazetteer: the capitals of the provinces, the cities, some seats of regencies that press
offices write from, and the countries and cities abroad most met. An unknown place is no error,
the reading only says that it is unsure.
"""

import re

_PLACES = """
aceh; banda aceh; langsa; lhokseumawe; sabang; subulussalam; medan; binjai; gunungsitoli;
padang sidempuan; pematangsiantar; sibolga; tanjungbalai; tebing tinggi; deli serdang; padang;
bukittinggi; padang panjang; pariaman; payakumbuh; sawahlunto; solok; pekanbaru; dumai; siak;
tanjungpinang; tanjung pinang; batam; bintan; karimun; natuna; jambi; sungai penuh; palembang;
lubuklinggau; pagar alam; prabumulih; pangkalpinang; pangkal pinang; belitung; bengkulu;
bandar lampung; metro; serang; cilegon; tangerang; lebak; pandeglang; rangkasbitung; jakarta;
dki jakarta; kepulauan seribu; bandung; soreang; bekasi; cikarang; bogor; cibinong; cimahi;
cirebon; depok; sukabumi; tasikmalaya; banjar; garut; cianjur; karawang; purwakarta; subang;
indramayu; kuningan; majalengka; sumedang; ciamis; pangandaran; semarang; ungaran; magelang;
pekalongan; salatiga; surakarta; solo; tegal; banyumas; purwokerto; cilacap; kebumen; kendal;
kudus; pati; jepara; demak; blora; rembang; brebes; pemalang; wonosobo; temanggung; boyolali;
klaten; sukoharjo; wonogiri; karanganyar; sragen; grobogan; purworejo; purbalingga; yogyakarta;
di yogyakarta; jogja; sleman; bantul; kulon progo; gunungkidul; gunung kidul; surabaya; batu;
blitar; kediri; madiun; malang; mojokerto; pasuruan; probolinggo; banyuwangi; bojonegoro;
bondowoso; gresik; jember; jombang; lamongan; lumajang; magetan; nganjuk; ngawi; pacitan;
ponorogo; sidoarjo; situbondo; trenggalek; tuban; tulungagung; bangkalan; sampang; pamekasan;
sumenep; denpasar; badung; mangupura; gianyar; ubud; nusa dua; singaraja; bali; mataram; bima;
lombok; mandalika; sumbawa; kupang; labuan bajo; ende; maumere; atambua; pontianak; singkawang;
ketapang; sambas; palangka raya; palangkaraya; sampit; banjarmasin; banjarbaru; martapura;
samarinda; balikpapan; bontang; nusantara; ibu kota nusantara; ikn; kutai; tenggarong;
tanjung selor; tarakan; nunukan; manado; bitung; kotamobagu; tomohon; minahasa; gorontalo; palu;
poso; luwuk; donggala; morowali; makassar; palopo; parepare; maros; gowa; bone; bulukumba;
tana toraja; toraja; kendari; baubau; bau-bau; kolaka; wakatobi; mamuju; polewali; ambon; tual;
ternate; tidore; sofifi; halmahera; jayapura; sentani; merauke; timika; mimika; nabire; wamena;
biak; manokwari; sorong; raja ampat; fakfak; kaimana; jawa barat; jawa tengah; jawa timur;
banten; sumatera utara; sumatera barat; sumatera selatan; riau; kepulauan riau; lampung;
kepulauan bangka belitung; kalimantan barat; kalimantan tengah; kalimantan selatan;
kalimantan timur; kalimantan utara; sulawesi utara; sulawesi tengah; sulawesi selatan;
sulawesi tenggara; sulawesi barat; nusa tenggara barat; nusa tenggara timur; ntb; ntt; diy;
maluku; maluku utara; papua; papua barat; papua selatan; papua tengah; papua pegunungan;
papua barat daya; indonesia; malaysia; kuala lumpur; singapura; singapore; thailand; bangkok;
filipina; manila; vietnam; hanoi; kamboja; phnom penh; laos; vientiane; myanmar; brunei;
bandar seri begawan; timor leste; dili; jepang; japan; tokyo; osaka; korea selatan; seoul;
tiongkok; china; beijing; shanghai; hong kong; taipei; india; new delhi; arab saudi; riyadh;
jeddah; makkah; madinah; mekkah; qatar; doha; uni emirat arab; abu dhabi; dubai; turki; ankara;
istanbul; mesir; kairo; sharm el-sheikh; kenya; nairobi; afrika selatan; johannesburg;
australia; canberra; sydney; melbourne; selandia baru; wellington; belanda; den haag; the hague;
amsterdam; inggris; london; skotlandia; glasgow; prancis; perancis; france; paris; jerman;
germany; berlin; bonn; italia; italy; roma; rome; spanyol; madrid; portugal; lisbon; lisabon;
swiss; switzerland; jenewa; geneva; davos; belgia; brussels; brussel; luxembourg; austria; wina;
vienna; rusia; moskow; amerika serikat; united states; washington; d.c.; dc; new york;
los angeles; san francisco; chicago; boston; houston; miami; philadelphia; atlanta; seattle;
kanada; canada; ottawa; montreal; vancouver; meksiko; brasil; brazil; brasilia; belem; belém;
rio de janeiro; sao paulo; argentina; buenos aires; peru; lima; chili; santiago; azerbaijan; baku
"""
_KNOWN = frozenset(" ".join(name.split()) for name in _PLACES.split(";"))
_AREA = re.compile(r"^(?:kota|kabupaten|kab\.?|provinsi|prov\.?|kec\.?|kecamatan)\s+", re.I)
_DIRECTION = re.compile(r"\s+(?:utara|selatan|barat|timur|pusat|tengah|tenggara|kota|raya)$", re.I)
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[A-Za-z] ){2,}[A-Za-z](?!\S)")


def is_known(place: str) -> bool:
    """Tell whether `place` is in the list, its kind and compass point aside (Kab. Bogor Utara)."""
    name = _AREA.sub("", " ".join(place.split()).lower())
    return name in _KNOWN or _DIRECTION.sub("", name) in _KNOWN


def unspace(line: str) -> str:
    """Return `line` with letters printed apart put together: “J A K A R T A 10110”.

    Two spaces or more between such letters part words, as in “S I A R A N   P E R S”.
    """
    words = [
        _SPACED_LETTERS.sub(lambda match: match.group().replace(" ", ""), word)
        for word in re.split(r"\s{2,}", line)
    ]
    return " ".join(words)
