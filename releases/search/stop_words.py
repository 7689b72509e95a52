"""Words that stand in almost every text and say nothing of what it is about.

Our own lists: the function words of both languages, and what press offices write in every
release. A text and a question lose those of both, whatever their language, so that they lose the
same.
"""

INDONESIAN = """
    ada adalah adanya adapun agar akan akankah akhirnya aku amat anda antara apa apabila apakah
    apalagi atas atau ataupun bagai bagaimana bagi bahkan bahwa baik banyak beberapa begitu
    belum berada berbagai berikut berkata bersama bila bisa boleh bukan cukup cuma dalam dan
    dapat dari daripada demi demikian dengan di dia diri dong dulu guna hal hanya harus hingga
    ia ialah ini itu jadi jangan jika juga jumlah kadang kalau kami kamu karena ke kemudian
    kepada kembali kenapa ketika kini kita lagi lain lainnya lalu lebih maka mana manakala masih
    masing maupun melalui melainkan memang mengapa menjadi menurut merupakan mereka meski
    meskipun misalnya mulai mungkin namun nanti nya oleh pada padahal paling para pasti per
    pernah pula pun saat saja saling sambil sampai sang sangat saya se sebab sebagai sebagaimana
    sebelum sebelumnya sebuah secara sedang sedangkan sehingga sejak sejumlah sekali sekaligus
    sekarang sekitar selain selaku selalu selama selanjutnya seluruh semakin semata sementara
    semua seorang seperti seraya sering serta sesuai sesudah setelah setiap siapa si sini situ
    suatu sudah supaya tanpa tapi telah tengah tentang tentu terhadap terkait tersebut tetap
    tetapi tiap tidak tak turut ujar ujarnya untuk usai walau walaupun yaitu yakni yang ucap
    ucapnya tutur tuturnya jelas jelasnya kata katanya imbuhnya tambahnya ungkapnya
"""

ENGLISH = """
    a about above after again all also am among an and any are as at be because been before
    being below between both but by can cannot could did do does doing down during each either
    few for from further had has have having he her here hers him his how i if in into is it its
    itself just may me might more most must my no nor not of off on once only or other our ours
    out over own said same say says shall she should so some such than that the their theirs
    them then there these they this those through to too under until up upon us very was we were
    what when where which while who whom whose why will with within would you your yours
"""

STOP_WORDS = frozenset(INDONESIAN.split() + ENGLISH.split())
