<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>ActionBar</name>
    <message>
        <source>End</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>Agree</name>
    <message>
        <source>To find
your bills</source>
        <translation>Pour trouver
vos factures</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital what is still to be paid.</source>
        <translation>La borne lit votre carte d’identité et demande à l’hôpital ce qui reste à payer.</translation>
    </message>
    <message>
        <source>To find
your number</source>
        <translation>Pour trouver
votre numéro</translation>
    </message>
    <message>
        <source>The machine looks for the code on your slip, or reads your ID card, and asks how far the queue is.</source>
        <translation>La borne cherche le code de votre ticket ou lit votre carte, et demande où en est la file.</translation>
    </message>
    <message>
        <source>To ask for
your results</source>
        <translation>Pour demander
vos résultats</translation>
    </message>
    <message>
        <source>The machine reads your ID card and asks the hospital. It shows yes or no, never what the results say.</source>
        <translation>La borne lit votre carte et demande à l’hôpital. Elle affiche oui ou non, jamais le contenu.</translation>
    </message>
    <message>
        <source>Your face is not compared, and nobody else is asked. Nothing stays on the screen.</source>
        <translation>Votre visage n’est pas comparé, personne d’autre n’est interrogé. Rien ne reste à l’écran.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Posez votre carte sur le lecteur</translation>
    </message>
    <message>
        <source>Choose what to pay</source>
        <translation>Choisissez quoi payer</translation>
    </message>
    <message>
        <source>Scan the code with your bank&apos;s app</source>
        <translation>Scannez le code avec l’application de votre banque</translation>
    </message>
    <message>
        <source>Show the slip&apos;s code, or lay down your ID card</source>
        <translation>Montrez le code du ticket, ou posez votre carte</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>Voyez le temps d’attente restant</translation>
    </message>
    <message>
        <source>See whether they are ready, and where to go</source>
        <translation>Voyez s’ils sont prêts, et où aller</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Et ensuite</translation>
    </message>
</context>
<context>
    <name>Already</name>
    <message>
        <source>Choosing a clinic</source>
        <translation>Choix du service</translation>
    </message>
    <message>
        <source>You are already
registered today</source>
        <translation>Vous êtes déjà
inscrit aujourd’hui</translation>
    </message>
    <message>
        <source>Here is your number.</source>
        <translation>Voici votre numéro.</translation>
    </message>
    <message>
        <source>Pay %1</source>
        <translation>Payer %1</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Réimprimer</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Votre numéro</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Numéro en cours…</translation>
    </message>
    <message>
        <source>Another clinic today</source>
        <translation>Un autre service aujourd’hui</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>Your appointment</source>
        <translation>Votre rendez-vous</translation>
    </message>
    <message>
        <source>You have appointments
today</source>
        <translation>Vous avez des
rendez-vous aujourd’hui</translation>
    </message>
    <message>
        <source>You have an appointment
today</source>
        <translation>Vous avez rendez-vous
aujourd’hui</translation>
    </message>
    <message>
        <source>Touch it to go on.</source>
        <translation>Touchez-le pour continuer.</translation>
    </message>
    <message>
        <source>Another clinic</source>
        <translation>Autre service</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>Avec un enfant</translation>
    </message>
    <message>
        <source>Re-visit</source>
        <translation>Visite de suivi</translation>
    </message>
    <message>
        <source>Room %1, floor %2</source>
        <translation>Salle %1, étage %2</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Salle %1</translation>
    </message>
</context>
<context>
    <name>Bills</name>
    <message>
        <source>Examination</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Advance payment</source>
        <translation>Acompte</translation>
    </message>
    <message>
        <source>Ordered today</source>
        <translation>Prescrit ce jour</translation>
    </message>
    <message>
        <source>From an earlier day</source>
        <translation>D’un jour précédent</translation>
    </message>
    <message>
        <source>The payment has arrived. Thank you.</source>
        <translation>Le paiement est arrivé. Merci.</translation>
    </message>
    <message>
        <source>The payment has arrived. Please take your slip below the screen.</source>
        <translation>Le paiement est arrivé. Prenez votre ticket sous l’écran.</translation>
    </message>
    <message>
        <source>The payment has arrived. The slip could not be printed; the cashier has the payment.</source>
        <translation>Le paiement est arrivé. Le ticket n’a pas pu être imprimé ; la caisse a le paiement.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>Si vous avez payé, rien n’est perdu&#xa0;: la caisse le verra.</translation>
    </message>
    <message>
        <source>This one is paid at the cashier. The bill is kept there.</source>
        <translation>Celle-ci se règle à la caisse, où la facture est gardée.</translation>
    </message>
    <message>
        <source>Looking for
your bills</source>
        <translation>Recherche
de vos factures</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>Aucun dossier trouvé
pour cette carte</translation>
    </message>
    <message>
        <source>Everything
is paid</source>
        <translation>Tout
est payé</translation>
    </message>
    <message>
        <source>There is nothing
to pay</source>
        <translation>Il n’y a rien
à payer</translation>
    </message>
    <message>
        <source>Which bill would you
like to pay?</source>
        <translation>Quelle facture
voulez-vous payer ?</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Vous êtes peut-être venu avec un autre papier.</translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation>Merci.</translation>
    </message>
    <message>
        <source>Touch it to see the payment code.</source>
        <translation>Touchez-la pour voir le code de paiement.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Reprenez votre carte</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Allez au guichet %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Allez à l’accueil</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Le personnel cherche votre dossier, aussi avec un autre papier</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Retournez à la salle qui vous a envoyé</translation>
    </message>
    <message>
        <source>If you were told otherwise, ask the cashier</source>
        <translation>Si on vous a dit autre chose, demandez à la caisse</translation>
    </message>
    <message>
        <source>Paid in part: the rest at the cashier</source>
        <translation>Payée en partie : le reste à la caisse</translation>
    </message>
</context>
<context>
    <name>CameraFrame</name>
    <message>
        <source>Camera picture</source>
        <translation>Image de la caméra</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Desk %1 will look at your card first.</source>
        <translation>Le guichet %1 verra d’abord votre carte.</translation>
    </message>
    <message>
        <source>We could not compare your face. Desk %1 will look at your card first; you keep your number.</source>
        <translation>La comparaison du visage n’a pas abouti. Le guichet %1 verra d’abord votre carte&#xa0;; vous gardez votre numéro.</translation>
    </message>
    <message>
        <source>Staff will look at your card at your visit.</source>
        <translation>Le personnel verra votre carte lors de la visite.</translation>
    </message>
    <message>
        <source>Issuer not verified. Staff will look at the card.</source>
        <translation>Émetteur non vérifié. Le personnel verra la carte.</translation>
    </message>
    <message>
        <source>The issuer could not be verified. Staff will look at the card at your visit.</source>
        <translation>L’émetteur n’a pas pu être vérifié. Le personnel verra la carte lors de la visite.</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Homme</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Femme</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>bâtiment %1</translation>
    </message>
    <message>
        <source>Transfer form: looked at in the clinic</source>
        <translation>Lettre de transfert&#xa0;: vue en consultation</translation>
    </message>
    <message>
        <source>Re-visit slip: looked at in the clinic</source>
        <translation>Fiche de suivi&#xa0;: vue en consultation</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Is all correct?</source>
        <translation>Est-ce correct&#xa0;?</translation>
    </message>
    <message>
        <source>Is everything
correct?</source>
        <translation>Tout est-il
correct&#xa0;?</translation>
    </message>
    <message>
        <source>A price has changed since. Please look at it again.</source>
        <translation>Un prix vient de changer. Merci de vérifier encore.</translation>
    </message>
    <message>
        <source>Yes, register me</source>
        <translation>Oui, inscrire</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Enfant</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Number ••• %1</source>
        <translation>Numéro ••• %1</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, né(e) en %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Né(e) en %1</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Assurance maladie</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Non utilisée</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Non trouvée</translation>
    </message>
    <message>
        <source>Checked later</source>
        <translation>Vérifiée plus tard</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Valide · autre hôpital</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Couvre %1&#xa0;% · bon hôpital</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valide</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valable jusqu’au %1</translation>
    </message>
    <message>
        <source>Appointment at %1</source>
        <translation>Rendez-vous à %1</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Room %1, floor %2 · %3 min wait</source>
        <translation>Salle %1, étage %2 · %3 min d’attente</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>You pay (estimate)</source>
        <translation>À payer (estimation)</translation>
    </message>
    <message>
        <source>Paid once the insurance has been checked</source>
        <translation>À payer après vérification de l’assurance</translation>
    </message>
    <message>
        <source>Insurance pays %1</source>
        <translation>L’assurance paie %1</translation>
    </message>
    <message>
        <source>Add a clinic</source>
        <translation>Ajouter un service</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>Rappels</translation>
    </message>
    <message>
        <source>Name or insurance not right? Press “Get help”.</source>
        <translation>Nom ou assurance inexacts&#xa0;? Touchez «&#xa0;Aide&#xa0;».</translation>
    </message>
</context>
<context>
    <name>ChildPaper</name>
    <message>
        <source>The camera is resting. Please choose what you can type.</source>
        <translation>La caméra est en pause. Choisissez ce que vous pouvez saisir.</translation>
    </message>
    <message>
        <source>From six years on a number of the child is needed.</source>
        <translation>À partir de six ans, il faut un numéro de l’enfant.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Pour un enfant</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>What can you type
of the child?</source>
        <translation>Que pouvez-vous saisir
pour l’enfant&#xa0;?</translation>
    </message>
    <message>
        <source>One of them will do. Its birth date and name come next.</source>
        <translation>Un seul suffit. La date de naissance et le nom suivront.</translation>
    </message>
    <message>
        <source>Its 12-digit number</source>
        <translation>Son numéro à 12 chiffres</translation>
    </message>
    <message>
        <source>Its insurance card&apos;s number</source>
        <translation>Son numéro d’assurance</translation>
    </message>
    <message>
        <source>No number yet (under 6 years)</source>
        <translation>Pas encore de numéro (moins de 6 ans)</translation>
    </message>
</context>
<context>
    <name>ChildRelation</name>
    <message>
        <source>For a child</source>
        <translation>Pour un enfant</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>What are you
to the child?</source>
        <translation>Qui êtes-vous
pour l’enfant&#xa0;?</translation>
    </message>
    <message>
        <source>Your card shows who brings the child. The child needs no card of its own.</source>
        <translation>Votre carte indique qui accompagne l’enfant. L’enfant n’a pas besoin de carte.</translation>
    </message>
    <message>
        <source>Mother</source>
        <translation>Mère</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>Père</translation>
    </message>
    <message>
        <source>Grandparent</source>
        <translation>Grand-parent</translation>
    </message>
    <message>
        <source>Guardian by law</source>
        <translation>Tuteur légal</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Autre personne</translation>
    </message>
</context>
<context>
    <name>ChildScan</name>
    <message>
        <source>This is another code. Please show the code of the child&apos;s card.</source>
        <translation>C’est un autre code. Présentez le code de la carte de l’enfant.</translation>
    </message>
    <message>
        <source>This is your own card. Please show the code of the child&apos;s card.</source>
        <translation>C’est votre propre carte. Présentez le code de la carte de l’enfant.</translation>
    </message>
    <message>
        <source>This card is not a child&apos;s. Please show the code of the child&apos;s card.</source>
        <translation>Cette carte n’est pas celle d’un enfant. Présentez le code de sa carte.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Pour un enfant</translation>
    </message>
    <message>
        <source>Show the code of
the child&apos;s card</source>
        <translation>Présentez le code
de la carte de l’enfant</translation>
    </message>
    <message>
        <source>Hold it about 15 cm in front of the camera. Leave your own card on the tray.</source>
        <translation>Tenez-le à 15 cm de la caméra. Laissez votre carte sur le lecteur.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Saisir le numéro</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Tenez le code ici sans bouger</translation>
    </message>
    <message>
        <source>The child&apos;s insurance card, on paper or on the phone</source>
        <translation>La carte d’assurance de l’enfant, papier ou téléphone</translation>
    </message>
    <message>
        <source>or the child&apos;s own ID card</source>
        <translation>ou la carte d’identité de l’enfant</translation>
    </message>
</context>
<context>
    <name>ChildType</name>
    <message>
        <source>This is your own number. Please type the child&apos;s.</source>
        <translation>C’est votre numéro. Saisissez celui de l’enfant.</translation>
    </message>
    <message>
        <source>This is not yet the number of an insurance card. Please look again.</source>
        <translation>Ce n’est pas encore un numéro d’assurance. Merci de vérifier.</translation>
    </message>
    <message>
        <source>Please type the child&apos;s name.</source>
        <translation>Saisissez le nom de l’enfant.</translation>
    </message>
    <message>
        <source>This birth date is not a child&apos;s. Please type it again.</source>
        <translation>Cette date n’est pas celle d’un enfant. Merci de la ressaisir.</translation>
    </message>
    <message>
        <source>For a child</source>
        <translation>Pour un enfant</translation>
    </message>
    <message>
        <source>The child&apos;s
full name</source>
        <translation>Le nom complet
de l’enfant</translation>
    </message>
    <message>
        <source>The number of the
insurance card</source>
        <translation>Le numéro de la
carte d’assurance</translation>
    </message>
    <message>
        <source>The child&apos;s
12-digit number</source>
        <translation>Le numéro à 12 chiffres
de l’enfant</translation>
    </message>
    <message>
        <source>The child&apos;s date of birth</source>
        <translation>Date de naissance de l’enfant</translation>
    </message>
    <message>
        <source>As it stands on the birth certificate. The mark goes after its letter.</source>
        <translation>Comme sur l’acte de naissance. L’accent se saisit après la lettre.</translation>
    </message>
    <message>
        <source>15 letters and digits, or the 10 digits of the social insurance number.</source>
        <translation>15 lettres et chiffres, ou les 10 chiffres du numéro de sécurité sociale.</translation>
    </message>
    <message>
        <source>It stands on the birth certificate and on the insurance card.</source>
        <translation>Il figure sur l’acte de naissance et la carte d’assurance.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Deux chiffres pour le jour, deux pour le mois, quatre pour l’année.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>There is no such date. Please look again.</source>
        <translation>Cette date n’existe pas. Merci de vérifier.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Lettres et accents du nom</translation>
    </message>
    <message>
        <source>Up to fifteen letters and digits</source>
        <translation>Quinze lettres et chiffres au plus</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Oui</translation>
    </message>
</context>
<context>
    <name>Clinic</name>
    <message>
        <source>I don&apos;t know
which clinic</source>
        <translation>Je ne sais pas
quel service</translation>
    </message>
    <message>
        <source>Staff will help</source>
        <translation>On vous aidera</translation>
    </message>
    <message>
        <source>I bring a child</source>
        <translation>Avec un enfant</translation>
    </message>
    <message>
        <source>Under 18 years</source>
        <translation>Moins de 18 ans</translation>
    </message>
    <message>
        <source>That room has just filled up. Please choose another.</source>
        <translation>Cette salle vient de se remplir. Choisissez-en une autre.</translation>
    </message>
    <message>
        <source>That clinic sees patients of another age. Please choose another.</source>
        <translation>Ce service reçoit un autre âge. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>That clinic does not see you. Please choose another.</source>
        <translation>Ce service ne vous reçoit pas. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>That appointment was used already. Please choose a clinic.</source>
        <translation>Ce rendez-vous a déjà servi. Choisissez un service.</translation>
    </message>
    <message>
        <source>Full this session</source>
        <translation>Complet</translation>
    </message>
    <message>
        <source>Up to %1 years</source>
        <translation>Jusqu’à %1 ans</translation>
    </message>
    <message>
        <source>From %1 years</source>
        <translation>Dès %1 ans</translation>
    </message>
    <message>
        <source>Men only</source>
        <translation>Hommes seulement</translation>
    </message>
    <message>
        <source>Women only</source>
        <translation>Femmes seulement</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>Déjà inscrit</translation>
    </message>
    <message>
        <source>Chosen already</source>
        <translation>Déjà choisi</translation>
    </message>
    <message>
        <source>Same room</source>
        <translation>Même salle</translation>
    </message>
    <message>
        <source>Choosing a clinic</source>
        <translation>Choix du service</translation>
    </message>
    <message>
        <source>Looking for
open clinics</source>
        <translation>Recherche des
services ouverts</translation>
    </message>
    <message>
        <source>Which clinic as well?</source>
        <translation>Quel autre service&#xa0;?</translation>
    </message>
    <message>
        <source>Which clinic
as well?</source>
        <translation>Quel autre service
souhaitez-vous&#xa0;?</translation>
    </message>
    <message>
        <source>Which clinic?</source>
        <translation>Quel service&#xa0;?</translation>
    </message>
    <message>
        <source>Where would you like
to go today?</source>
        <translation>Où souhaitez-vous
aller aujourd’hui&#xa0;?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Dernière fois</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 waiting · %2 min</source>
        <translation>%1 pers. · %2 min</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Première page</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>This station
is resting</source>
        <translation>Cette borne
est en pause</translation>
    </message>
    <message>
        <source>Please go to desk %1.</source>
        <translation>Merci d’aller au guichet %1.</translation>
    </message>
    <message>
        <source>Please ask at the reception desk.</source>
        <translation>Merci d’aller à l’accueil.</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal is damaged. Please leave the machine as it is and call hospital IT (code N1).</source>
        <translation>Pour le personnel : le journal de la borne est endommagé. Laissez la machine telle quelle et appelez le service informatique (code N1).</translation>
    </message>
    <message>
        <source>For staff: the station&apos;s journal cannot be opened now; it is tried again. If this stays, please call hospital IT (code N2).</source>
        <translation>Pour le personnel : le journal de la borne ne peut pas être ouvert ; un nouvel essai est en cours. Si cela dure, appelez le service informatique (code N2).</translation>
    </message>
    <message>
        <source>For staff: the machine&apos;s disk is full. Once there is room it serves again by itself; please call hospital IT (code N3).</source>
        <translation>Pour le personnel : le disque de la borne est plein. Dès qu&apos;il y a de la place, elle reprend d&apos;elle-même ; appelez le service informatique (code N3).</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Compare your face with the card</source>
        <translation>Comparer votre visage à la carte</translation>
    </message>
    <message>
        <source>So that nobody else can use your card. The picture is deleted right after. If you choose No, staff will look at the card.</source>
        <translation>Pour que personne d’autre n’utilise votre carte. L’image est aussitôt effacée. Si c’est non, le personnel verra la carte.</translation>
    </message>
    <message>
        <source>Ask the health insurance for you</source>
        <translation>Interroger l’assurance pour vous</translation>
    </message>
    <message>
        <source>The machine asks the insurance service whether your insurance is valid and what it pays.</source>
        <translation>La borne demande à l’assurance si vos droits sont valides et ce qu’elle paie.</translation>
    </message>
    <message>
        <source>Have the card confirmed</source>
        <translation>Faire confirmer la carte</translation>
    </message>
    <message>
        <source>The machine asks the national service whether your card is genuine. Your number is sent there for this.</source>
        <translation>La borne demande au service national si la carte est authentique. Votre numéro y est envoyé.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital and insurance asked. No stops the rest.</source>
        <translation>Déjà fait : carte lue, hôpital et assurance interrogés. Non arrête la suite.</translation>
    </message>
    <message>
        <source>Already done: card read, hospital asked. No stops the rest.</source>
        <translation>Déjà fait : carte lue, hôpital interrogé. Non arrête la suite.</translation>
    </message>
    <message>
        <source>The machine reads your card and registers your visit. No answer means No.</source>
        <translation>La borne lit votre carte et vous inscrit. Sans réponse, c’est non.</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>Vos droits</translation>
    </message>
    <message>
        <source>Three things need
your permission</source>
        <translation>Trois points demandent
votre accord</translation>
    </message>
    <message>
        <source>Two things need
your permission</source>
        <translation>Deux points demandent
votre accord</translation>
    </message>
    <message>
        <source>You can still register if you choose No.</source>
        <translation>Vous pouvez vous inscrire même si vous choisissez Non.</translation>
    </message>
    <message>
        <source>I agree to both</source>
        <translation>Oui aux deux</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Question %1 sur %2</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>The card needs to be looked at by staff.</source>
        <translation>La carte doit être vue par le personnel.</translation>
    </message>
    <message>
        <source>We cannot read this card&apos;s chip. Staff will register you with the card itself.</source>
        <translation>La puce de cette carte ne peut pas être lue. Le personnel vous inscrira avec la carte.</translation>
    </message>
    <message>
        <source>The digits did not open the card. Staff will register you with the card itself.</source>
        <translation>Les chiffres n’ont pas ouvert la carte. Le personnel vous inscrira avec la carte.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Staff will correct it.</source>
        <translation>Votre assurance et votre carte diffèrent. Le personnel corrigera.</translation>
    </message>
    <message>
        <source>The hospital&apos;s record and your card differ. Staff will look at both.</source>
        <translation>Le dossier de l’hôpital et votre carte diffèrent. Le personnel vérifiera.</translation>
    </message>
    <message>
        <source>Staff will write down the child&apos;s name. Your card has been read already.</source>
        <translation>Le personnel notera le nom de l’enfant. Votre carte a déjà été lue.</translation>
    </message>
    <message>
        <source>Staff will register the child with you.</source>
        <translation>Le personnel inscrira l’enfant avec vous.</translation>
    </message>
    <message>
        <source>Staff will help you find the right clinic.</source>
        <translation>Le personnel vous aidera à trouver le bon service.</translation>
    </message>
    <message>
        <source>All rooms are full today. Staff will find the nearest date.</source>
        <translation>Tout est complet aujourd’hui. Le personnel trouvera la date la plus proche.</translation>
    </message>
    <message>
        <source>The hospital system is slow. Staff at the desk will finish for you.</source>
        <translation>Le système de l’hôpital est lent. Le guichet terminera pour vous.</translation>
    </message>
    <message>
        <source>You are registered. Staff at the desk will give you your number.</source>
        <translation>Vous êtes inscrit. Le guichet vous donnera votre numéro.</translation>
    </message>
    <message>
        <source>The registration needs a person. Staff at the desk will finish for you.</source>
        <translation>L’inscription demande une personne. Le guichet terminera pour vous.</translation>
    </message>
    <message>
        <source>A person will go on with you there.</source>
        <translation>Une personne continuera avec vous.</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Merci d’aller
au guichet %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Merci d’aller
à l’accueil</translation>
    </message>
    <message>
        <source>No need to queue again.</source>
        <translation>Pas besoin de refaire la queue.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Compris</translation>
    </message>
    <message>
        <source>Your number at the desk</source>
        <translation>Votre numéro au guichet</translation>
    </message>
    <message>
        <source>Drawing a number…</source>
        <translation>Numéro en cours…</translation>
    </message>
    <message>
        <source>Staff at the desk</source>
        <translation>Le personnel du guichet</translation>
    </message>
    <message>
        <source>have been told</source>
        <translation>est prévenu</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Code du motif</translation>
    </message>
    <message>
        <source>Please take your slip. No need to queue again.</source>
        <translation>Prenez votre ticket. Pas besoin de refaire la queue.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Plus de papier. Retenez le %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Votre ticket s’imprime.</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Allez tout droit
aux urgences</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Suivez la ligne rouge. Le personnel arrive.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Compris</translation>
    </message>
    <message>
        <source>You need not register first.</source>
        <translation>Pas besoin de vous inscrire d’abord.</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Look straight at the camera</source>
        <translation>Regardez droit vers la caméra</translation>
    </message>
    <message>
        <source>Come a little closer</source>
        <translation>Approchez-vous un peu</translation>
    </message>
    <message>
        <source>Step back a little</source>
        <translation>Reculez un peu</translation>
    </message>
    <message>
        <source>A little to the left</source>
        <translation>Un peu à gauche</translation>
    </message>
    <message>
        <source>A little to the right</source>
        <translation>Un peu à droite</translation>
    </message>
    <message>
        <source>A little more light</source>
        <translation>Un peu plus de lumière</translation>
    </message>
    <message>
        <source>Too bright. Please turn away from the light.</source>
        <translation>Trop de lumière. Tournez-vous un peu.</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>Une seule personne, merci</translation>
    </message>
    <message>
        <source>Hold still, please</source>
        <translation>Ne bougez plus, merci</translation>
    </message>
    <message>
        <source>Turn your head a little to the left</source>
        <translation>Tournez la tête un peu à gauche</translation>
    </message>
    <message>
        <source>Turn your head a little to the right</source>
        <translation>Tournez la tête un peu à droite</translation>
    </message>
    <message>
        <source>Please turn so that your whole face is lit</source>
        <translation>Tournez-vous pour éclairer tout le visage</translation>
    </message>
    <message>
        <source>Please take off your mask</source>
        <translation>Enlevez votre masque, merci</translation>
    </message>
    <message>
        <source>Please show your whole face</source>
        <translation>Montrez tout le visage, merci</translation>
    </message>
    <message>
        <source>Come closer, slowly</source>
        <translation>Approchez-vous lentement</translation>
    </message>
    <message>
        <source>Thank you. Now a little back.</source>
        <translation>Merci. Reculez un peu.</translation>
    </message>
    <message>
        <source>Keep looking at the screen: its colour changes softly</source>
        <translation>Regardez l’écran&#xa0;: sa couleur change doucement</translation>
    </message>
    <message>
        <source>Thank you. Comparing now.</source>
        <translation>Merci. Comparaison en cours.</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>Confirmation du visage</translation>
    </message>
    <message>
        <source>Look into the camera</source>
        <translation>Regardez la caméra</translation>
    </message>
    <message>
        <source>The camera is right above the screen.</source>
        <translation>La caméra est juste au-dessus de l’écran.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Continuer sans caméra</translation>
    </message>
    <message>
        <source>The picture is deleted right after comparing it with the card.</source>
        <translation>L’image est effacée dès la comparaison avec la carte.</translation>
    </message>
</context>
<context>
    <name>FaceRetry</name>
    <message>
        <source>Take off mask and dark glasses</source>
        <translation>Enlevez masque et lunettes noires</translation>
    </message>
    <message>
        <source>One person only. Companions, please step back.</source>
        <translation>Une seule personne. Accompagnants, reculez un peu.</translation>
    </message>
    <message>
        <source>No match yet</source>
        <translation>Pas encore reconnu</translation>
    </message>
    <message>
        <source>We could not match your face to the card. This is common when the photo is old.</source>
        <translation>Votre visage n’a pas pu être comparé à la carte. C’est courant quand la photo est ancienne.</translation>
    </message>
    <message>
        <source>Look into the lens above the screen</source>
        <translation>Regardez l’objectif au-dessus de l’écran</translation>
    </message>
    <message>
        <source>Once more, please</source>
        <translation>Encore une fois</translation>
    </message>
    <message>
        <source>The camera did not see the movement clearly. There is no hurry.</source>
        <translation>La caméra n’a pas bien vu le mouvement. Prenez votre temps.</translation>
    </message>
    <message>
        <source>When an arrow shows, gently turn your head that way</source>
        <translation>Quand une flèche paraît, tournez doucement la tête</translation>
    </message>
    <message>
        <source>When asked, come closer slowly, then go back</source>
        <translation>À la demande, approchez lentement puis reculez</translation>
    </message>
    <message>
        <source>Then look into the lens again</source>
        <translation>Puis regardez de nouveau l’objectif</translation>
    </message>
    <message>
        <source>Not seen clearly yet</source>
        <translation>Visage mal vu</translation>
    </message>
    <message>
        <source>Often it is only the light or the distance.</source>
        <translation>Souvent, c’est la lumière ou la distance.</translation>
    </message>
    <message>
        <source>Stand where your face is lit and look into the lens above the screen</source>
        <translation>Placez-vous à la lumière et regardez l’objectif</translation>
    </message>
    <message>
        <source>Confirming your face</source>
        <translation>Confirmation du visage</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>Continuer sans caméra</translation>
    </message>
    <message>
        <source>Try %1 of %2</source>
        <translation>Essai %1 sur %2</translation>
    </message>
</context>
<context>
    <name>Feedback</name>
    <message>
        <source>Very good</source>
        <translation>Très bien</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <source>Not good</source>
        <translation>Pas bien</translation>
    </message>
    <message>
        <source>Not good at all</source>
        <translation>Pas bien du tout</translation>
    </message>
    <message>
        <source>The wait</source>
        <translation>L’attente</translation>
    </message>
    <message>
        <source>How I was spoken to</source>
        <translation>La façon de me parler</translation>
    </message>
    <message>
        <source>Cleanliness</source>
        <translation>La propreté</translation>
    </message>
    <message>
        <source>Prices and payment</source>
        <translation>Les prix et le paiement</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Cette borne</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Autre chose</translation>
    </message>
    <message>
        <source>Thank you
for telling us</source>
        <translation>Merci de
nous l’avoir dit</translation>
    </message>
    <message>
        <source>What was
not good?</source>
        <translation>Qu’est-ce qui
n’allait pas ?</translation>
    </message>
    <message>
        <source>How was it
today?</source>
        <translation>Comment était-ce
aujourd’hui ?</translation>
    </message>
    <message>
        <source>The hospital reads every answer.</source>
        <translation>L’hôpital lit chaque réponse.</translation>
    </message>
    <message>
        <source>One touch, or leave it out.</source>
        <translation>Une touche, ou passez.</translation>
    </message>
    <message>
        <source>One touch. No name goes with it.</source>
        <translation>Une touche. Sans votre nom.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Passer</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>English</source>
        <extracomment>The language&apos;s own name in itself, as patients look for it: Tiếng Việt, 中文</extracomment>
        <translation>Français</translation>
    </message>
    <message>
        <source>Be Vietnam Pro</source>
        <extracomment>The typeface: Be Vietnam Pro, or for other scripts one of Noto&apos;s, like Noto Sans CJK SC</extracomment>
        <translation>Be Vietnam Pro</translation>
    </message>
    <message>
        <source>1.265</source>
        <extracomment>The typeface&apos;s own line height in em: 1.265 for Be Vietnam Pro, 1.448 for Noto Sans CJK</extracomment>
        <translation>1.265</translation>
    </message>
    <message>
        <source>{amount} ₫</source>
        <extracomment>An amount in Vietnamese đồng</extracomment>
        <translation>{amount} ₫</translation>
    </message>
    <message>
        <source>,</source>
        <extracomment>What stands between thousands</extracomment>
        <translation>&#x202f;</translation>
    </message>
    <message>
        <source>{day:02}/{month:02}/{year}</source>
        <extracomment>A date; {day}, {month}, {year}, with :02 for two digits</extracomment>
        <translation>{day:02}/{month:02}/{year}</translation>
    </message>
</context>
<context>
    <name>Further</name>
    <message>
        <source>Room %1 · %2</source>
        <translation>Salle %1 · %2</translation>
    </message>
    <message>
        <source>Floor %1 · about %2 minutes</source>
        <translation>Étage %1 · environ %2 minutes</translation>
    </message>
</context>
<context>
    <name>HandWindow</name>
    <message>
        <source>The patient&apos;s hand</source>
        <translation>La main du patient</translation>
    </message>
    <message>
        <source>Show the card&apos;s QR</source>
        <translation>Montrer le QR de la carte</translation>
    </message>
    <message>
        <source>Take the QR away</source>
        <translation>Retirer le QR</translation>
    </message>
    <message>
        <source>Show the last slip</source>
        <translation>Montrer le dernier ticket</translation>
    </message>
    <message>
        <source>Lay the card down</source>
        <translation>Poser la carte</translation>
    </message>
    <message>
        <source>Take the card</source>
        <translation>Prendre la carte</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>Se placer devant la caméra</translation>
    </message>
    <message>
        <source>Somebody else looks</source>
        <translation>Quelqu’un d’autre regarde</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Tourner à gauche</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Tourner à droite</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>S’approcher</translation>
    </message>
    <message>
        <source>Pay with the bank&apos;s app</source>
        <translation>Payer avec l’application bancaire</translation>
    </message>
    <message>
        <source>Insurance away</source>
        <translation>Assurance injoignable</translation>
    </message>
    <message>
        <source>HIS away</source>
        <translation>SIH injoignable</translation>
    </message>
    <message>
        <source>Bank away</source>
        <translation>Banque injoignable</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>Plus de papier</translation>
    </message>
    <message>
        <source>Camera away</source>
        <translation>Caméra débranchée</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Couleurs normales</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Grand texte</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personnel</translation>
    </message>
</context>
<context>
    <name>Info</name>
    <message>
        <source>Prices</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>Examination
prices</source>
        <translation>Prix des
consultations</translation>
    </message>
    <message>
        <source>Departments and rooms</source>
        <translation>Services et salles</translation>
    </message>
    <message>
        <source>Departments
and rooms</source>
        <translation>Services
et salles</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>Horaires</translation>
    </message>
    <message>
        <source>Map, and the way there</source>
        <translation>Plan et chemin</translation>
    </message>
    <message>
        <source>Where would you
like to go?</source>
        <translation>Où voulez-vous
aller ?</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Annonces</translation>
    </message>
    <message>
        <source>The hospital&apos;s
notices</source>
        <translation>Annonces
de l’hôpital</translation>
    </message>
    <message>
        <source>What would you
like to know?</source>
        <translation>Que voulez-vous
savoir ?</translation>
    </message>
    <message>
        <source>For one examination, without insurance.</source>
        <translation>Pour une consultation, hors assurance.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
    <message>
        <source>This cannot be shown just now. Staff will gladly tell you.</source>
        <translation>Ceci ne peut être affiché maintenant. Le personnel vous renseignera.</translation>
    </message>
    <message>
        <source>There is nothing to show here today.</source>
        <translation>Il n’y a rien à afficher ici aujourd’hui.</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Salle %1</translation>
    </message>
    <message>
        <source>floor %1</source>
        <translation>étage %1</translation>
    </message>
</context>
<context>
    <name>Insurance</name>
    <message>
        <source>Male</source>
        <translation>Homme</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Femme</translation>
    </message>
    <message>
        <source>Get a number for the desk</source>
        <translation>Prenez un numéro de guichet</translation>
    </message>
    <message>
        <source>Desk %1 corrects it and registers you</source>
        <translation>Le guichet %1 corrige et vous inscrit</translation>
    </message>
    <message>
        <source>Choose the clinic; its price stands beside it</source>
        <translation>Choisissez le service ; son prix est à côté</translation>
    </message>
    <message>
        <source>Pay here, or later at the cashier</source>
        <translation>Payez ici, ou plus tard à la caisse</translation>
    </message>
    <message>
        <source>Get your number</source>
        <translation>Recevez votre numéro</translation>
    </message>
    <message>
        <source>Choose the clinic</source>
        <translation>Choisissez le service</translation>
    </message>
    <message>
        <source>Pay once the insurance has been checked</source>
        <translation>Payez une fois l’assurance vérifiée</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Assurance maladie</translation>
    </message>
    <message>
        <source>Asking the insurance</source>
        <translation>Demande à l’assurance</translation>
    </message>
    <message>
        <source>Your insurance is valid</source>
        <translation>Votre assurance est valide</translation>
    </message>
    <message>
        <source>No valid insurance found</source>
        <translation>Aucune assurance valide</translation>
    </message>
    <message>
        <source>The name differs
on your insurance</source>
        <translation>Le nom diffère
sur votre assurance</translation>
    </message>
    <message>
        <source>The insurance service
is busy</source>
        <translation>L’assurance
est occupée</translation>
    </message>
    <message>
        <source>Get a desk number</source>
        <translation>Prendre un numéro de guichet</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Show my insurance card</source>
        <translation>Montrer ma carte d’assurance</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
    <message>
        <source>Valid · another hospital</source>
        <translation>Valide · autre hôpital</translation>
    </message>
    <message>
        <source>Covers %1% · right hospital</source>
        <translation>Couvre %1&#xa0;% · bon hôpital</translation>
    </message>
    <message>
        <source>Right hospital</source>
        <translation>Bon hôpital</translation>
    </message>
    <message>
        <source>Your first registration is at another hospital: insurance pays part.</source>
        <translation>Votre premier hôpital est ailleurs&#xa0;: l’assurance paie une partie.</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valable jusqu’au %1</translation>
    </message>
    <message>
        <source>Usable today. The clinic will still look at one paper.</source>
        <translation>Utilisable aujourd’hui. Un document sera vu en consultation.</translation>
    </message>
    <message>
        <source>You may pay yourself, or ask at desk %1.</source>
        <translation>Vous pouvez payer vous-même, ou demander au guichet %1.</translation>
    </message>
    <message>
        <source>Your insurance and your ID card differ. Desk %1 will correct it.</source>
        <translation>Votre assurance et votre carte diffèrent. Le guichet %1 corrigera.</translation>
    </message>
    <message>
        <source>You can still register; it will be checked later.</source>
        <translation>Vous pouvez vous inscrire&#xa0;; la vérification se fera plus tard.</translation>
    </message>
    <message>
        <source>%1, born %2</source>
        <translation>%1, né(e) en %2</translation>
    </message>
    <message>
        <source>Born %1</source>
        <translation>Né(e) en %1</translation>
    </message>
    <message>
        <source>Insurance card</source>
        <translation>N° d’assuré</translation>
    </message>
    <message>
        <source>Estimated fee</source>
        <translation>Prix estimé</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <source>Insurance pays %1%</source>
        <translation>L’assurance paie %1&#xa0;%</translation>
    </message>
    <message>
        <source>You pay</source>
        <translation>Vous payez</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Et ensuite</translation>
    </message>
    <message>
        <source>The final amount is settled at the end of the visit.</source>
        <translation>Le montant définitif est fixé à la fin de la visite.</translation>
    </message>
</context>
<context>
    <name>InsuranceScan</name>
    <message>
        <source>Health insurance</source>
        <translation>Assurance maladie</translation>
    </message>
    <message>
        <source>Show the code of
your insurance card</source>
        <translation>Présentez le code de
votre carte d’assurance</translation>
    </message>
    <message>
        <source>On paper or on the phone, about 15 cm in front of the camera.</source>
        <translation>Papier ou téléphone, à environ 15 cm de la caméra.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Tenez le code ici sans bouger</translation>
    </message>
    <message>
        <source>This card has another name. Please show your own insurance card.</source>
        <translation>Cette carte porte un autre nom. Présentez votre propre carte.</translation>
    </message>
    <message>
        <source>This is another code. Please show the code of the insurance card.</source>
        <translation>C’est un autre code. Présentez celui de la carte d’assurance.</translation>
    </message>
</context>
<context>
    <name>KeyQr</name>
    <message>
        <source>Code on the card</source>
        <translation>Code de la carte</translation>
    </message>
    <message>
        <source>Show the card&apos;s code
to the camera</source>
        <translation>Présentez le code
de la carte à la caméra</translation>
    </message>
    <message>
        <source>Hold the card about 15 cm in front of the camera, above the screen.</source>
        <translation>Tenez la carte à 15 cm de la caméra, au-dessus de l’écran.</translation>
    </message>
    <message>
        <source>Type the number</source>
        <translation>Saisir le numéro</translation>
    </message>
    <message>
        <source>I have a passport</source>
        <translation>J’ai un passeport</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Tenez le code ici sans bouger</translation>
    </message>
    <message>
        <source>This is another code. Please show the code printed on the card.</source>
        <translation>C’est un autre code. Présentez celui qui est imprimé sur la carte.</translation>
    </message>
    <message>
        <source>It does not match the card yet. Please show the code of the card that lies on the tray.</source>
        <translation>Il ne correspond pas à la carte. Présentez le code de la carte posée sur le lecteur.</translation>
    </message>
    <message>
        <source>Older card</source>
        <translation>Ancienne carte</translation>
    </message>
    <message>
        <source>Code on the front</source>
        <translation>Code au recto</translation>
    </message>
    <message>
        <source>Card since 7/2024</source>
        <translation>Carte dès 7/2024</translation>
    </message>
    <message>
        <source>Code on the back</source>
        <translation>Code au verso</translation>
    </message>
</context>
<context>
    <name>KeyType</name>
    <message>
        <source>It does not match the card yet. Please check the digits and try again.</source>
        <translation>Cela ne correspond pas encore. Vérifiez les chiffres et réessayez.</translation>
    </message>
    <message>
        <source>The camera is resting. Please type what is printed on the card.</source>
        <translation>La caméra est en pause. Saisissez ce qui est imprimé sur la carte.</translation>
    </message>
    <message>
        <source>This code alone does not open the card. Please type what is printed on it.</source>
        <translation>Ce code ne suffit pas à ouvrir la carte. Saisissez ce qui y est imprimé.</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Code de la carte</translation>
    </message>
    <message>
        <source>The number of
your passport</source>
        <translation>Le numéro de
votre passeport</translation>
    </message>
    <message>
        <source>Enter the 12 digits
of your ID card</source>
        <translation>Saisissez les 12 chiffres
de votre carte</translation>
    </message>
    <message>
        <source>Your date of birth</source>
        <translation>Votre date de naissance</translation>
    </message>
    <message>
        <source>Expiry date of
the passport</source>
        <translation>Date d’expiration
du passeport</translation>
    </message>
    <message>
        <source>Expiry date of the card</source>
        <translation>Date d’expiration de la carte</translation>
    </message>
    <message>
        <source>Your full name</source>
        <translation>Votre nom complet</translation>
    </message>
    <message>
        <source>It stands at the top of the page with your picture. Then lay the passport on the reader, open at that page.</source>
        <translation>En haut de la page avec photo. Ensuite, posez le passeport ouvert à cette page sur le lecteur.</translation>
    </message>
    <message>
        <source>They are printed on the card. The 6 digits of the CAN will do as well.</source>
        <translation>Ils sont imprimés sur la carte. Les 6 chiffres du CAN suffisent.</translation>
    </message>
    <message>
        <source>Two digits for the day, two for the month, four for the year.</source>
        <translation>Deux chiffres pour le jour, deux pour le mois, quatre pour l’année.</translation>
    </message>
    <message>
        <source>As it is printed on the card. The mark goes after its letter.</source>
        <translation>Comme sur la carte. L’accent se saisit après la lettre.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>No expiry</source>
        <translation>Sans expiration</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>There is no such date. Please look at the card again.</source>
        <translation>Cette date n’existe pas. Vérifiez sur la carte.</translation>
    </message>
    <message>
        <source>Letters and marks of the name</source>
        <translation>Lettres et accents du nom</translation>
    </message>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Neuf lettres et chiffres au plus</translation>
    </message>
</context>
<context>
    <name>LanguageSheet</name>
    <message>
        <source>Choose your language</source>
        <translation>Choisissez votre langue</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Plus fort</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>Réécouter</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Écouter</translation>
    </message>
</context>
<context>
    <name>LayCard</name>
    <message>
        <source>Reading the card</source>
        <translation>Lecture de la carte</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Lecture du passeport</translation>
    </message>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Posez votre carte
sur le lecteur</translation>
    </message>
    <message>
        <source>Lay your passport
on the reader</source>
        <translation>Posez votre passeport
sur le lecteur</translation>
    </message>
    <message>
        <source>Reading starts by itself and takes a few seconds.</source>
        <translation>La lecture démarre seule et prend quelques secondes.</translation>
    </message>
    <message>
        <source>Open at the page with your picture, face down. Reading starts by itself.</source>
        <translation>Ouvert à la page de votre photo, face contre le lecteur. La lecture démarre seule.</translation>
    </message>
    <message>
        <source>My card has no chip</source>
        <translation>Ma carte n’a pas de puce</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>Up to nine letters and digits</source>
        <translation>Neuf lettres et chiffres au plus</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Vider</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reception</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Do you need
more time?</source>
        <translation>Avez-vous besoin
de plus de temps&#xa0;?</translation>
    </message>
    <message>
        <source>In %1 seconds your details are cleared. What you have registered is kept.</source>
        <translation>Dans %1 secondes, vos données sont effacées. Ce qui est inscrit est gardé.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Plus de temps</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Terminer</translation>
    </message>
    <message>
        <source>Get help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Staff are on the way</source>
        <translation>Le personnel arrive</translation>
    </message>
    <message>
        <source>About a minute. You may go on meanwhile.</source>
        <translation>Environ une minute. Vous pouvez continuer.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Urgences</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personnel</translation>
    </message>
    <message>
        <source>Go straight
to Emergency</source>
        <translation>Allez tout droit
aux urgences</translation>
    </message>
    <message>
        <source>Follow the red line. Staff are coming.</source>
        <translation>Suivez la ligne rouge. Le personnel arrive.</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Compris</translation>
    </message>
    <message>
        <source>Please go to
desk %1</source>
        <translation>Merci d’aller
au guichet %1</translation>
    </message>
    <message>
        <source>Please go to
the reception desk</source>
        <translation>Merci d’aller
à l’accueil</translation>
    </message>
    <message>
        <source>Staff could not be called from here. You may also go on by yourself.</source>
        <translation>Le personnel n’a pas pu être appelé d’ici. Vous pouvez aussi continuer seul.</translation>
    </message>
    <message>
        <source>The card left the tray</source>
        <translation>La carte a quitté le lecteur</translation>
    </message>
    <message>
        <source>The visit is paused and your details are hidden. Put the card back to go on.</source>
        <translation>La visite est en pause et vos données sont cachées. Reposez la carte pour continuer.</translation>
    </message>
    <message>
        <source>End here?</source>
        <translation>Terminer ici&#xa0;?</translation>
    </message>
    <message>
        <source>Your details are cleared from this screen. You can start again at any time.</source>
        <translation>Vos données sont effacées de l’écran. Vous pouvez recommencer à tout moment.</translation>
    </message>
</context>
<context>
    <name>NumericPad</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>%1 chiffres sur %2</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Vider</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>Register with
a passport</source>
        <translation>S’inscrire avec
un passeport</translation>
    </message>
    <message>
        <source>For foreign guests</source>
        <translation>Pour les étrangers</translation>
    </message>
    <message>
        <source>Register
a child</source>
        <translation>Inscrire
un enfant</translation>
    </message>
    <message>
        <source>With a parent&apos;s card</source>
        <translation>Avec la carte d’un parent</translation>
    </message>
    <message>
        <source>Pay a bill</source>
        <translation>Payer une facture</translation>
    </message>
    <message>
        <source>Ward, laboratory, X-ray</source>
        <translation>Séjour, analyses, radio</translation>
    </message>
    <message>
        <source>Where is
my number?</source>
        <translation>Où est
mon numéro ?</translation>
    </message>
    <message>
        <source>How long still</source>
        <translation>Combien de temps</translation>
    </message>
    <message>
        <source>Are my
results ready?</source>
        <translation>Mes résultats
sont-ils prêts ?</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Oui ou non</translation>
    </message>
    <message>
        <source>Say how
it was</source>
        <translation>Donner
votre avis</translation>
    </message>
    <message>
        <source>One touch</source>
        <translation>Une touche</translation>
    </message>
    <message>
        <source>Prices, rooms,
opening hours</source>
        <translation>Prix, salles,
horaires</translation>
    </message>
    <message>
        <source>And the way there</source>
        <translation>Et le chemin</translation>
    </message>
    <message>
        <source>What else may we do?</source>
        <translation>Que pouvons-nous faire ?</translation>
    </message>
    <message>
        <source>What else may we do
for you?</source>
        <translation>Que pouvons-nous
faire d’autre ?</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>What happens next</source>
        <translation>Et ensuite</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 sur %2</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Première page</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>A transfer form</source>
        <translation>Lettre de transfert</translation>
    </message>
    <message>
        <source>From the place where you are registered</source>
        <translation>De l’établissement où vous êtes inscrit</translation>
    </message>
    <message>
        <source>A re-visit slip</source>
        <translation>Fiche de suivi</translation>
    </message>
    <message>
        <source>From your last visit to this hospital</source>
        <translation>De votre dernière visite ici</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>Aucun document</translation>
    </message>
    <message>
        <source>You can register all the same</source>
        <translation>Vous pouvez vous inscrire quand même</translation>
    </message>
    <message>
        <source>Health insurance</source>
        <translation>Assurance maladie</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Do you have one of
these papers today?</source>
        <translation>Avez-vous l’un de
ces documents&#xa0;?</translation>
    </message>
    <message>
        <source>With a paper insurance pays more. The clinic will look at it.</source>
        <translation>Avec un document, l’assurance paie plus. Il sera vu en consultation.</translation>
    </message>
</context>
<context>
    <name>Payment</name>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>We received
%1</source>
        <translation>Nous avons reçu
%1</translation>
    </message>
    <message>
        <source>The code has expired</source>
        <translation>Le code a expiré</translation>
    </message>
    <message>
        <source>Scan to pay
%1</source>
        <translation>Scannez pour payer
%1</translation>
    </message>
    <message>
        <source>Thank you. Your number is next.</source>
        <translation>Merci. Voici bientôt votre numéro.</translation>
    </message>
    <message>
        <source>Thank you. The hospital has noted it.</source>
        <translation>Merci. L’hôpital l’a noté.</translation>
    </message>
    <message>
        <source>If you have paid, nothing is lost: the cashier will see it.</source>
        <translation>Si vous avez payé, rien n’est perdu&#xa0;: la caisse le verra.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app.</source>
        <translation>Ouvrez l’application bancaire.</translation>
    </message>
    <message>
        <source>Open your bank&apos;s app and choose “Scan QR”.</source>
        <translation>Ouvrez l’application de votre banque et choisissez «&#xa0;Scanner QR&#xa0;».</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Pay at the cashier</source>
        <translation>Payer à la caisse</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Bénéficiaire</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>We received %1; %2 is missing.</source>
        <translation>Reçu %1&#xa0;; il manque %2.</translation>
    </message>
    <message>
        <source>The bank cannot be asked now. If you have paid, nothing is lost: tell the cashier.</source>
        <translation>La banque ne répond pas. Si vous avez payé, rien n’est perdu&#xa0;: dites-le à la caisse.</translation>
    </message>
    <message>
        <source>Waiting for the bank…</source>
        <translation>En attente de la banque…</translation>
    </message>
    <message>
        <source>Preparing the payment code…</source>
        <translation>Préparation du code…</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>building %1</source>
        <translation>bâtiment %1</translation>
    </message>
    <message>
        <source>Floor %1</source>
        <translation>Étage %1</translation>
    </message>
    <message>
        <source>%1 people before you</source>
        <translation>%1 personnes avant vous</translation>
    </message>
    <message>
        <source>About %1 minutes, %2 people before you</source>
        <translation>Environ %1 minutes, %2 personnes avant vous</translation>
    </message>
    <message>
        <source>First show your card at desk %1</source>
        <translation>D’abord, montrez la carte au guichet %1</translation>
    </message>
    <message>
        <source>You keep this number · Code&#xa0;%1</source>
        <translation>Vous gardez ce numéro · Code %1</translation>
    </message>
    <message>
        <source>Room %1 · %2</source>
        <translation>Salle %1 · %2</translation>
    </message>
</context>
<context>
    <name>Priority</name>
    <message>
        <source>Pregnant</source>
        <translation>Femme enceinte</translation>
    </message>
    <message>
        <source>Severe disability</source>
        <translation>Handicap sévère</translation>
    </message>
    <message>
        <source>With the certificate of disability</source>
        <translation>Avec l’attestation de handicap</translation>
    </message>
    <message>
        <source>Person of merit</source>
        <translation>Personne méritante</translation>
    </message>
    <message>
        <source>With the certificate of merit</source>
        <translation>Avec l’attestation de mérite</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Aucun de ces cas</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Who is called first</source>
        <translation>Qui passe d’abord</translation>
    </message>
    <message>
        <source>Touch what is so. Staff will look at it at your visit.</source>
        <translation>Touchez ce qui vous concerne. Le personnel le verra lors de la visite.</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>Payment code</source>
        <translation>Code de paiement</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>Opening the chip</source>
        <translation>Ouverture de la puce</translation>
    </message>
    <message>
        <source>Name, birth date, address</source>
        <translation>Nom, naissance, adresse</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>Checking the card&apos;s signature</source>
        <translation>Signature de la carte</translation>
    </message>
    <message>
        <source>Checking its signature</source>
        <translation>Vérification de la signature</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Lecture de la carte</translation>
    </message>
    <message>
        <source>Reading the passport</source>
        <translation>Lecture du passeport</translation>
    </message>
    <message>
        <source>The passport moved.
Please put it back.</source>
        <translation>Le passeport a bougé.
Remettez-le, s&apos;il vous plaît.</translation>
    </message>
    <message>
        <source>Reading your passport.
Please leave it.</source>
        <translation>Lecture de votre passeport.
Laissez-le en place.</translation>
    </message>
    <message>
        <source>The card moved.
Please put it back.</source>
        <translation>La carte a bougé.
Reposez-la, merci.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it.</source>
        <translation>Lecture en cours.
Ne la retirez pas.</translation>
    </message>
    <message>
        <source>Reading your card.
Please leave it on the tray.</source>
        <translation>Lecture de la carte.
Laissez-la en place.</translation>
    </message>
    <message>
        <source>Reading will go on by itself.</source>
        <translation>La lecture reprendra seule.</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>lecture…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>attente</translation>
    </message>
    <message>
        <source>Usually about 3 seconds. The fingerprints in the chip are not read.</source>
        <translation>Environ 3 secondes. Les empreintes de la puce ne sont pas lues.</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Registering</source>
        <translation>Inscription</translation>
    </message>
    <message>
        <source>Registering.
One moment, please.</source>
        <translation>Inscription en cours.
Un instant, merci.</translation>
    </message>
    <message>
        <source>Your request is kept; no need to repeat it.</source>
        <translation>Votre demande est gardée&#xa0;; inutile de la répéter.</translation>
    </message>
    <message>
        <source>The hospital is preparing your number.</source>
        <translation>L’hôpital prépare votre numéro.</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>Remind me of my next visit</source>
        <translation>Me rappeler ma prochaine visite</translation>
    </message>
    <message>
        <source>The hospital sends a message to the phone number it has. You can end it at any time.</source>
        <translation>L’hôpital envoie un message au numéro qu’il a déjà. Vous pouvez arrêter à tout moment.</translation>
    </message>
    <message>
        <source>Remind me of the child&apos;s vaccinations</source>
        <translation>Me rappeler les vaccins de l’enfant</translation>
    </message>
    <message>
        <source>For children under 24 months, by the national schedule.</source>
        <translation>Pour les moins de 24 mois, selon le calendrier national.</translation>
    </message>
    <message>
        <source>No answer means No.</source>
        <translation>Sans réponse, c’est non.</translation>
    </message>
    <message>
        <source>Check your details</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>May we remind you?</source>
        <translation>Des rappels&#xa0;?</translation>
    </message>
    <message>
        <source>May the hospital
remind you?</source>
        <translation>L’hôpital peut-il
vous faire un rappel&#xa0;?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Asking for
your results</source>
        <translation>Recherche
de vos résultats</translation>
    </message>
    <message>
        <source>The hospital finds no
record for this card</source>
        <translation>Aucun dossier trouvé
pour cette carte</translation>
    </message>
    <message>
        <source>Yes, your results
are ready</source>
        <translation>Oui, vos résultats
sont prêts</translation>
    </message>
    <message>
        <source>Not all results
are there yet</source>
        <translation>Tous les résultats
ne sont pas encore là</translation>
    </message>
    <message>
        <source>Perhaps you came with another paper.</source>
        <translation>Vous êtes peut-être venu avec un autre papier.</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Reprenez votre carte</translation>
    </message>
    <message>
        <source>Go to desk %1</source>
        <translation>Allez au guichet %1</translation>
    </message>
    <message>
        <source>Go to the reception desk</source>
        <translation>Allez à l’accueil</translation>
    </message>
    <message>
        <source>Staff look for your record, also by another paper</source>
        <translation>Le personnel cherche votre dossier, aussi avec un autre papier</translation>
    </message>
    <message>
        <source>Go back to the room that sent you</source>
        <translation>Retournez à la salle qui vous a envoyé</translation>
    </message>
    <message>
        <source>The doctor explains your results</source>
        <translation>Le médecin vous explique les résultats</translation>
    </message>
    <message>
        <source>Wait near the room that sent you</source>
        <translation>Attendez près de la salle qui vous a envoyé</translation>
    </message>
    <message>
        <source>Ask here again later</source>
        <translation>Redemandez ici plus tard</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Show the code
on your slip</source>
        <translation>Montrez le code
de votre ticket</translation>
    </message>
    <message>
        <source>Please use
your ID card</source>
        <translation>Utilisez votre
carte d’identité</translation>
    </message>
    <message>
        <source>The camera is resting. Your card finds the number as well.</source>
        <translation>La caméra est au repos. Votre carte trouve aussi le numéro.</translation>
    </message>
    <message>
        <source>Hold the slip about 15 cm in front of the camera, above the screen.</source>
        <translation>Tenez le ticket à 15 cm environ de la caméra, au-dessus de l’écran.</translation>
    </message>
    <message>
        <source>Use my ID card</source>
        <translation>Utiliser ma carte</translation>
    </message>
    <message>
        <source>Hold the code still here</source>
        <translation>Tenez le code ici sans bouger</translation>
    </message>
    <message>
        <source>This is another code. Please show the small code at the foot of the slip.</source>
        <translation>C’est un autre code. Montrez le petit code au bas du ticket.</translation>
    </message>
    <message>
        <source>Lay your ID card on the tray</source>
        <translation>Posez votre carte sur le lecteur</translation>
    </message>
    <message>
        <source>See how long it will still take</source>
        <translation>Voyez le temps d’attente restant</translation>
    </message>
    <message>
        <source>Take your ID card</source>
        <translation>Reprenez votre carte</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Permission</source>
        <translation>Accord</translation>
    </message>
    <message>
        <source>Code on the card</source>
        <translation>Code sur la carte</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Lecture de la carte</translation>
    </message>
    <message>
        <source>Comparing the face</source>
        <translation>Comparaison du visage</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Assurance</translation>
    </message>
    <message>
        <source>Registering a child</source>
        <translation>Inscription d&apos;un enfant</translation>
    </message>
    <message>
        <source>Choosing the clinic</source>
        <translation>Choix du service</translation>
    </message>
    <message>
        <source>Registered already</source>
        <translation>Déjà inscrit</translation>
    </message>
    <message>
        <source>Last look before registering</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Waiting for the hospital system</source>
        <translation>Attente de l&apos;hôpital</translation>
    </message>
    <message>
        <source>Paying</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Number given</source>
        <translation>Numéro remis</translation>
    </message>
    <message>
        <source>Sent to the desk</source>
        <translation>Envoyé au guichet</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Urgences</translation>
    </message>
    <message>
        <source>Taking the card back</source>
        <translation>Reprise de la carte</translation>
    </message>
    <message>
        <source>Card on the tray</source>
        <translation>Carte sur le lecteur</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>Puce</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Visage</translation>
    </message>
    <message>
        <source>Hospital system</source>
        <translation>Système de l&apos;hôpital</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Inscription</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lue</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>non lue</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>reconnu</translation>
    </message>
    <message>
        <source>not matched</source>
        <translation>non reconnu</translation>
    </message>
    <message>
        <source>seen by staff</source>
        <translation>vu par le personnel</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>répond</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>ne répond pas</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>pas encore</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>faite</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>imprimé</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>non imprimé</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personnel</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Code du motif</translation>
    </message>
    <message>
        <source>You are helping</source>
        <translation>Vous aidez ici</translation>
    </message>
    <message>
        <source>%1: what you press is recorded under this name.</source>
        <translation>%1 : ce que vous touchez est noté sous ce nom.</translation>
    </message>
    <message>
        <source>Press again to end. The registration stays; the screen is cleared.</source>
        <translation>Touchez encore pour terminer. L&apos;inscription reste, l&apos;écran est effacé.</translation>
    </message>
    <message>
        <source>Press again to end. Nothing is registered; the screen is cleared.</source>
        <translation>Touchez encore pour terminer. Rien n&apos;est inscrit, l&apos;écran est effacé.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>Patient&apos;s screen</source>
        <translation>Écran du patient</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>Autre demande</translation>
    </message>
    <message>
        <source>Card and person seen</source>
        <translation>Carte et personne vues</translation>
    </message>
    <message>
        <source>Number for desk %1</source>
        <translation>Numéro pour le guichet %1</translation>
    </message>
    <message>
        <source>Number for the desk</source>
        <translation>Numéro pour le guichet</translation>
    </message>
    <message>
        <source>End this visit</source>
        <translation>Terminer cette visite</translation>
    </message>
</context>
<context>
    <name>StaffSign</name>
    <message>
        <source>Number and PIN do not go together. Please type both again.</source>
        <translation>Le numéro et le code ne vont pas ensemble. Merci de saisir les deux à nouveau.</translation>
    </message>
    <message>
        <source>Too many tries. Please wait a little, or take the patient to the desk.</source>
        <translation>Trop d&apos;essais. Merci d&apos;attendre un peu, ou d&apos;accompagner le patient au guichet.</translation>
    </message>
    <message>
        <source>This is still the first PIN. Please change it at a cashier&apos;s window.</source>
        <translation>C&apos;est encore le premier code. Merci de le changer à un poste de caisse.</translation>
    </message>
    <message>
        <source>Nobody can say now who you are. Please take the patient to the desk.</source>
        <translation>Personne ne peut vous identifier pour l&apos;instant. Merci d&apos;accompagner le patient au guichet.</translation>
    </message>
    <message>
        <source>Staff: your PIN</source>
        <translation>Personnel : votre code</translation>
    </message>
    <message>
        <source>Staff: your number</source>
        <translation>Personnel : votre numéro</translation>
    </message>
    <message>
        <source>It is looked at and kept nowhere.</source>
        <translation>Il est vérifié et n&apos;est gardé nulle part.</translation>
    </message>
    <message>
        <source>For staff of the hospital only. Patients press “Back”.</source>
        <translation>Réservé au personnel. Les patients touchent « Retour ».</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>Un instant, merci.</translation>
    </message>
    <message>
        <source>Digits entered: %1</source>
        <translation>Chiffres saisis : %1</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of 5 · %2</source>
        <translation>Étape %1 sur 5 · %2</translation>
    </message>
</context>
<context>
    <name>SummaryRow</name>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
</context>
<context>
    <name>TakeCard</name>
    <message>
        <source>Please take
your ID card</source>
        <translation>Reprenez
votre carte</translation>
    </message>
    <message>
        <source>Please take
your passport</source>
        <translation>Veuillez reprendre
votre passeport</translation>
    </message>
    <message>
        <source>The card is stuck</source>
        <translation>La carte est bloquée</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>Appeler le personnel</translation>
    </message>
    <message>
        <source>When the card leaves the tray, everything on the screen is cleared.</source>
        <translation>Quand la carte quitte le lecteur, tout est effacé de l’écran.</translation>
    </message>
    <message>
        <source>When the passport is taken, everything on the screen is cleared.</source>
        <translation>Quand le passeport est repris, tout ce qui est à l&apos;écran est effacé.</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>Please take your slip and your ID card.</source>
        <translation>Prenez votre ticket et votre carte.</translation>
    </message>
    <message>
        <source>Please take your slip.</source>
        <translation>Prenez votre ticket.</translation>
    </message>
    <message>
        <source>Out of paper. Please remember %1.</source>
        <translation>Plus de papier. Retenez le %1.</translation>
    </message>
    <message>
        <source>Your slip is being printed.</source>
        <translation>Votre ticket s’imprime.</translation>
    </message>
    <message>
        <source>Your number today</source>
        <translation>Votre numéro</translation>
    </message>
    <message>
        <source>You are registered</source>
        <translation>Vous êtes inscrit</translation>
    </message>
    <message>
        <source>Please go to desk %1 first.</source>
        <translation>Allez d’abord au guichet %1.</translation>
    </message>
    <message>
        <source>Please go to room %1, floor %2.</source>
        <translation>Allez salle %1, étage %2.</translation>
    </message>
    <message>
        <source>Please go to room %1.</source>
        <translation>Allez salle %1.</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>Votre avis</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Votre numéro</translation>
    </message>
    <message>
        <source>The fee is settled at the cashier</source>
        <translation>Le montant se règle à la caisse</translation>
    </message>
    <message>
        <source>We received %1, %2 too much</source>
        <translation>Reçu %1, soit %2 de trop</translation>
    </message>
    <message>
        <source>Paid %1</source>
        <translation>Payé %1</translation>
    </message>
    <message>
        <source>%1 is still missing</source>
        <translation>Il manque %1</translation>
    </message>
    <message>
        <source>Pay %1 at the cashier</source>
        <translation>Payez %1 à la caisse</translation>
    </message>
    <message>
        <source>The cashier will return it with this slip.</source>
        <translation>La caisse vous le rendra avec ce ticket.</translation>
    </message>
    <message>
        <source>Also after the visit.</source>
        <translation>Aussi après la visite.</translation>
    </message>
    <message>
        <source>A temporary number. Please keep your slip.</source>
        <translation>Numéro provisoire. Gardez votre ticket.</translation>
    </message>
    <message>
        <source>The queue&apos;s page on your phone</source>
        <translation>La file d’attente sur votre téléphone</translation>
    </message>
    <message>
        <source>See it on your phone</source>
        <translation>À voir sur votre téléphone</translation>
    </message>
    <message>
        <source>Young children are called first.</source>
        <translation>Les jeunes enfants passent d’abord.</translation>
    </message>
    <message>
        <source>You are 75 or older: you will be called first.</source>
        <translation>Vous avez 75 ans ou plus&#xa0;: vous passez d’abord.</translation>
    </message>
    <message>
        <source>You are called first once staff have seen your paper.</source>
        <translation>Vous passerez d’abord, une fois votre document vu.</translation>
    </message>
</context>
<context>
    <name>TrayDrawing</name>
    <message>
        <source>Take the card from the tray</source>
        <translation>Prenez la carte du lecteur</translation>
    </message>
    <message>
        <source>Lay the card on the tray</source>
        <translation>Posez la carte sur le lecteur</translation>
    </message>
    <message>
        <source>Take the passport from the reader</source>
        <translation>Reprendre le passeport sur le lecteur</translation>
    </message>
    <message>
        <source>Lay the open passport on the reader</source>
        <translation>Poser le passeport ouvert sur le lecteur</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Place your ID card
on the tray</source>
        <translation>Posez votre carte
sur le lecteur</translation>
    </message>
    <message>
        <source>It starts by itself. No need to press anything.</source>
        <translation>Tout démarre seul. Aucune touche à presser.</translation>
    </message>
    <message>
        <source>No ID card with you? Staff at desk %1 will help.</source>
        <translation>Pas de carte&#xa0;? Le guichet %1 vous aidera.</translation>
    </message>
    <message>
        <source>No ID card with you?</source>
        <translation>Pas de carte d’identité&#xa0;?</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Autre chose</translation>
    </message>
    <message>
        <source>Something else: pay, find a number, ask</source>
        <translation>Autre : payer, numéro, infos</translation>
    </message>
    <message>
        <source>Raise the screen</source>
        <translation>Relever l’écran</translation>
    </message>
    <message>
        <source>Lower the screen</source>
        <translation>Abaisser l’écran</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Urgences</translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>Asking where
your number is</source>
        <translation>Recherche
de votre numéro</translation>
    </message>
    <message>
        <source>No number of yours
is waiting now</source>
        <translation>Aucun numéro
en attente</translation>
    </message>
    <message>
        <source>Your number
is in the queue</source>
        <translation>Votre numéro
est dans la file</translation>
    </message>
    <message>
        <source>You are
the next</source>
        <translation>Vous êtes
le prochain</translation>
    </message>
    <message>
        <source>About %1 minutes
still to wait</source>
        <translation>Encore environ
%1 minutes</translation>
    </message>
    <message>
        <source>%1 people
before you</source>
        <translation>%1 personnes
avant vous</translation>
    </message>
    <message>
        <source>Perhaps the slip is of another day.</source>
        <translation>Ce ticket est peut-être d’un autre jour.</translation>
    </message>
    <message>
        <source>This room calls without a screen. Please listen for your number.</source>
        <translation>Cette salle appelle sans écran. Écoutez votre numéro.</translation>
    </message>
    <message>
        <source>Please wait near room %1.</source>
        <translation>Merci d’attendre près de la salle %1.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>See staff</source>
        <translation>Voir un agent</translation>
    </message>
    <message>
        <source>This takes a few seconds. Nothing needs to be done.</source>
        <translation>Quelques secondes. Vous n’avez rien à faire.</translation>
    </message>
    <message>
        <source>Called already? Show your slip in the room.</source>
        <translation>Déjà appelé ? Montrez votre ticket dans la salle.</translation>
    </message>
    <message>
        <source>Not registered today? Press “Done” and begin with your ID card.</source>
        <translation>Pas inscrit aujourd’hui ? Touchez « Valider » et posez votre carte.</translation>
    </message>
    <message>
        <source>Staff at desk %1 know more.</source>
        <translation>Le guichet %1 peut vous renseigner.</translation>
    </message>
    <message>
        <source>Staff at the desk know more.</source>
        <translation>Le guichet peut vous renseigner.</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>Votre numéro</translation>
    </message>
    <message>
        <source>Now in the room</source>
        <translation>En salle</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Salle</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Salle %1</translation>
    </message>
    <message>
        <source>People before you</source>
        <translation>Personnes avant vous</translation>
    </message>
    <message>
        <source>Room %1 · about %2 min</source>
        <translation>Salle %1 · environ %2 min</translation>
    </message>
</context>
</TS>
